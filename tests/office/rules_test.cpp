#include "office/rules.h"

#include "office_fixture.h"

#include <doctest/doctest.h>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

using namespace sodan;
using namespace sodan::office;
namespace json = boost::json;
using routing::RuleFiles;

namespace {

RuleFiles made_up(const std::string& what) {
    return {{"urgency.dmn", "<definitions>" + what + "</definitions>"}, {"words/danger.json", "{}"}};
}

// An office whose rules are changed; what passes is the test's to say.
struct Changing : OfficeFixture {
    bool passes = true;

    CheckedRules checked(const RuleFiles& files) const {
        CheckedRules out{.version = routing::version_of(files), .office = office()};
        out.passes = passes;
        if (!passes) out.findings.push_back(json::object{{"file", "urgency.dmn"}});
        out.certificate = R"({"claims":[]})";
        return out;
    }
    Outcome<Answer> drafts(const std::string& person, const RuleFiles& files,
                           const std::string& why = "tried", std::optional<std::string> based_on = {}) {
        return decided(person, [&](const Acting& acting) {
            return draft_rules(acting, {{}, why, based_on}, files, checked(files));
        });
    }
    Outcome<Answer> publishes(const std::string& person, const RuleFiles& files,
                              const std::string& why = "agreed", std::optional<std::int64_t> if_match = {}) {
        return decided(
            person,
            [&](const Acting& acting) {
                return publish_rules(acting, routing::version_of(files), {why}, checked(files));
            },
            if_match);
    }
    Outcome<Answer> rolls_back(const std::string& person, const RuleFiles& to) {
        return decided(person, [&](const Acting& acting) {
            return roll_back_rules(acting, {routing::version_of(to), "it went wrong"}, checked(to));
        });
    }
    Outcome<Answer> reloads(const std::string& person, const RuleFiles& folder) {
        return decided(person, [&](const Acting& acting) {
            auto found = checked(folder);
            return reload_rules(acting, {}, folder, found);
        });
    }
    // Drafted and in force.
    void in_force(const RuleFiles& files) {
        REQUIRE(drafts("staff-a", files));
        REQUIRE(publishes("staff-a", files));
    }
    std::string in_force_now() {
        const auto versions = seen("pa-37-a", view_rule_versions);
        const auto* version = versions.if_contains("in_force");
        return version ? std::string(version->as_string()) : "";
    }
};

std::string key(const Outcome<Answer>& answer) {
    return answer ? "" : answer.refusal().message.key + " " + answer.refusal().pointer;
}

std::string text(const json::value& value) { return std::string(value.as_string()); }

json::object body(const Outcome<Answer>& answer) {
    REQUIRE_MESSAGE(answer, key(answer));
    return json::parse(answer->body).as_object();
}

const RuleFiles first = made_up("first"), second = made_up("second"), third = made_up("third");

}  // namespace

TEST_CASE("a draft is kept with author and reason, finished or not, and changes no decision") {
    Changing office;
    office.passes = false;
    const auto kept = body(office.drafts("pc-a", first, "half done"));
    CHECK(text(kept.at("version")) == routing::version_of(first));
    CHECK(kept.at("passes") == false);
    CHECK(office.in_force_now().empty());
    office.open_again();
    const auto shown = office.seen("pa-37-a", [&](const Viewing& viewing) {
        return view_rule_version(viewing, routing::version_of(first));
    });
    CHECK(shown.at("author") == "pc-a");
    CHECK(text(shown.at("reason")) == "half done");
    CHECK(text(shown.at("state")) == "draft");
    CHECK(text(shown.at("files").at("urgency.dmn")) == first.at("urgency.dmn"));
}

TEST_CASE("the same files are the same version: they are kept once") {
    Changing office;
    CHECK(office.drafts("pc-a", first)->status == 201);
    CHECK(office.drafts("staff-a", first, "again")->status == 200);
    const auto versions = office.seen("pc-a", view_rule_versions).at("items").as_array();
    REQUIRE(versions.size() == 1);
    CHECK(versions[0].at("author") == "pc-a");
}

TEST_CASE("who does not keep the office changes no rules, and nobody does without a reason") {
    Changing office;
    office.in_force(first);
    CHECK(key(office.drafts("pa-37-a", second)) == "rule_sets.keepers_only ");
    CHECK(key(office.publishes("pa-37-a", second)) == "rule_sets.keepers_only ");
    CHECK(key(office.rolls_back("pa-37-a", first)) == "rule_sets.keepers_only ");
    CHECK(key(office.reloads("pa-37-a", second)) == "rule_sets.keepers_only ");
    CHECK(key(office.drafts("pc-a", second, " \n")) == "command.say_why /reason");
    REQUIRE(office.drafts("pc-a", second));
    CHECK(key(office.publishes("pc-a", second, "")) == "command.say_why /reason");
    CHECK(office.in_force_now() == routing::version_of(first));
}

TEST_CASE("a version that does not pass never comes into force") {
    Changing office;
    office.in_force(first);
    office.passes = false;
    REQUIRE(office.drafts("pc-a", second));
    const auto refused = office.publishes("pc-a", second);
    CHECK(key(refused) == "rule_sets.do_not_pass ");
    CHECK(refused.refusal().why == Refusal::Why::rules_not_loaded);
    CHECK(key(office.reloads("pc-a", third)) == "rule_sets.do_not_pass ");
    CHECK(key(office.publishes("pc-a", third)) == "rule_sets.not_found ");
    CHECK(office.in_force_now() == routing::version_of(first));
}

TEST_CASE("rules that were checked against another roster are checked again first") {
    Changing office;
    REQUIRE(office.drafts("pc-a", first));
    const auto before = office.checked(first);
    REQUIRE(office.changes("pc-a", "pa-37-a", Absent{}));
    const auto refused = office.decided("pc-a", [&](const Acting& acting) {
        return publish_rules(acting, before.version, {"agreed"}, before);
    });
    CHECK(key(refused) == "rule_sets.roster_changed ");
    CHECK(office.publishes("pc-a", first));
}

TEST_CASE("of two drafts from one version the second is stale, until its author knows what it replaces") {
    Changing office;
    office.in_force(first);
    REQUIRE(office.drafts("pc-a", second));
    REQUIRE(office.drafts("staff-a", third, "another idea", routing::version_of(first)));
    CHECK(body(office.publishes("pc-a", second)).at("publication") == 2);
    const auto late = office.publishes("staff-a", third);
    CHECK(key(late) == "rule_sets.based_on_another ");
    CHECK(late.refusal().why == Refusal::Why::stale);
    CHECK(key(office.publishes("staff-a", third, "seen", 1)) == "rule_sets.moved_on ");
    const auto published = body(office.publishes("staff-a", third, "seen", 2));
    CHECK(text(published.at("replaced")) == routing::version_of(second));
    CHECK(office.in_force_now() == routing::version_of(third));
}

TEST_CASE("a draft names a version that is kept, or none") {
    Changing office;
    CHECK(key(office.drafts("pc-a", first, "tried", "r-000000000000")) == "rule_sets.not_found /based_on");
    office.in_force(first);
    CHECK(text(body(office.drafts("pc-a", second)).at("based_on")) == routing::version_of(first));
}

TEST_CASE("rolling back puts an older version into force again, and only one that was") {
    Changing office;
    office.in_force(first);
    office.in_force(second);
    REQUIRE(office.drafts("pc-a", third));
    CHECK(key(office.rolls_back("pc-a", third)) == "rule_sets.never_in_force /to");
    CHECK(key(office.rolls_back("pc-a", second)) == "rule_sets.in_force_already ");
    const auto back = body(office.rolls_back("pc-a", first));
    CHECK(back.at("publication") == 3);
    CHECK(text(back.at("replaced")) == routing::version_of(second));
    const auto versions = office.seen("pc-a", view_rule_versions);
    CHECK(text(versions.at("in_force")) == routing::version_of(first));
    CHECK(text(versions.at("items").as_array()[1].at("state")) == "replaced");
    CHECK(versions.at("items").as_array()[2].at("publications").as_array().size() == 2);
}

TEST_CASE("reloading publishes what lies in the folder, and writes nothing when that is in force") {
    Changing office;
    CHECK(body(office.reloads("pc-a", first)).at("publication") == 1);
    const auto entries = office.journal().size();
    // What is in force loads, and its texts may be new; nothing is kept of that.
    const auto same = office.decided("pc-a", [&](const Acting& acting) {
        auto found = office.checked(first);
        found.rules = *routing::Rules::load(SODAN_ROOT "/rules");
        return reload_rules(acting, {}, first, found);
    });
    CHECK(body(same).at("publication") == 1);
    CHECK(office.journal().size() == entries);
}

TEST_CASE("every draft and publication is on record with who, what and why, beside the cases") {
    Changing office;
    const auto before = office.journal().size();
    office.in_force(first);
    const auto journal = office.journal();
    REQUIRE(journal.size() == before + 2);
    CHECK(journal[before].event == "rules_drafted");
    const auto& published = journal[before + 1];
    CHECK(published.event == "rules_published");
    CHECK(published.ref == CaseRef{});
    CHECK(published.actor == "staff-a");
    CHECK(text(json::parse(published.body).at("version")) == routing::version_of(first));
    CHECK(text(json::parse(published.detail).at("reason")) == "agreed");
}
