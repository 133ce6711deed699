#include "office/newcomer.h"

#include "office/invitations.h"
#include "office/people_views.h"
#include "office/post.h"
#include "office/reaching.h"

#include "office_fixture.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

using namespace sodan;
using namespace sodan::office;
using namespace std::chrono_literals;
namespace json = boost::json;
using domain::Role;

namespace {

struct Newcomers : OfficeFixture {
    PostOffice post{.webhooks = {"pager"}};

    Outcome<Answer> adds(const std::string& who, const AddPerson& asked) {
        return decided(who, [&](const Acting& acting) { return add_person(acting, asked); });
    }
    std::string refusal(const AddPerson& asked) {
        const auto answer = adds("admin-a", asked);
        return answer ? "" : answer.refusal().message.key + " " + answer.refusal().pointer;
    }
    static AddPerson an_advisor() {
        return {.id = "pa-37-k",
                .name = "Larch Imaginary",
                .role = Role::advisor,
                .languages = {"en"},
                .of = "37",
                .advisor_kind = domain::AdvisorKind::ALT,
                .email = "pa-37-k@example.org"};
    }
    std::vector<std::string> warned(const std::string& whom, const SetReach& how) {
        const auto answer = decided("pc-a", [&](Acting acting) {
            acting.post = &post;
            return command(acting, whom, PersonCommand{how});
        });
        REQUIRE(answer);
        std::vector<std::string> out;
        const auto body = json::parse(answer->body);
        for (const auto& one : body.at("warnings").as_array()) out.emplace_back(one.at("en").as_string());
        return out;
    }
};

bool says(const std::vector<std::string>& all, std::string_view part) {
    for (const auto& one : all)
        if (one.find(part) != one.npos) return true;
    return false;
}

}  // namespace

TEST_CASE_FIXTURE(Newcomers,
                  "whom an administrator adds is of the desk at once, on record, and can be invited") {
    REQUIRE(adds("admin-a", an_advisor()));
    const auto* person = office()->person("pa-37-k");
    REQUIRE(person);
    CHECK(to_string(*domain::desk_of(*person)) == "advisor/37");
    CHECK(person->place.ends_with(" of 37"));
    CHECK(journal().back().event == "person_changed");
    const auto ref = logged("pa-37-a", usual());
    CHECK(sees("pa-37-k", ref));
    done("pa-37-k", ref, Claim{});
    open_again();
    CHECK(office()->person("pa-37-k"));
    CHECK(decided("admin-a", [](const Acting& acting) -> Outcome<Written> {
        const auto made = invite(acting, "pa-37-k", {});
        if (!made) return made.refusal();
        return Written{};
    }));
}

TEST_CASE_FIXTURE(Newcomers, "nobody but an administrator adds people") {
    for (const auto* who : {"pa-37-a", "pc-a", "staff-a"}) CHECK_FALSE(adds(who, an_advisor()));
}

TEST_CASE_FIXTURE(Newcomers, "what cannot be is refused whole, with the reason") {
    const auto with = [](auto change) {
        auto out = an_advisor();
        change(out);
        return out;
    };
    CHECK(refusal(with([](auto& one) { one.id = "pa-37-a"; })) == "person.id_taken /id");
    CHECK(refusal(with([](auto& one) { one.id = "PA 37"; })) == "person.not_an_id /id");
    CHECK(refusal(with([](auto& one) { one.of = "99"; })) == "person.host_unknown /of");
    CHECK(refusal(with([](auto& one) { one.of.reset(); })) == "person.host_unknown /of");
    CHECK(refusal(with([](auto& one) { one.role = Role::coordinator; })) == "person.of_not_wanted /of");
    CHECK(refusal(with([](auto& one) { one.role = Role::leader, one.of = "fr"; })) ==
          "person.leader_language /of");
    CHECK(refusal(with([](auto& one) { one.languages.clear(); })) == "person.no_language /languages");
    CHECK(refusal(with([](auto& one) { one.email = "a@b\r\nBcc: c@d"; })) == "person.not_a_reach /email");
    CHECK(refusal(with([](auto& one) { one.place = "PA-A of 37"; })) == "person.place_taken /place");
    CHECK(refusal(with([&](auto& one) { one.ends = now - 1h; })) == "person.term_is_over /ends");
    CHECK_FALSE(office()->person("pa-37-k"));
}

TEST_CASE_FIXTURE(Newcomers, "a reach that reaches nobody is taken with a warning") {
    CHECK(says(warned("pa-37-a", {.webhook = "nosuch"}), "nosuch"));
    CHECK(says(warned("pa-37-a", {.webhook = "nosuch"}), "no way by which they can be reached"));
    CHECK(says(warned("pa-37-a", {}), "PA-A of 37 has no way"));
    CHECK(warned("pa-37-a", {.webhook = "pager"}).empty());
    const domain::QuietHours nearly_all{"00:01", "00:00"};
    CHECK(says(warned("pa-37-a", {.email = "a@example.org", .quiet = nearly_all}), "0 hours and 1 minutes"));
    CHECK(warned("pa-37-a", {.email = "a@example.org", .quiet = domain::QuietHours{}}).empty());
}

TEST_CASE_FIXTURE(Newcomers,
                  "whoever is of a desk and has no way is named; where nothing leaves, nobody is") {
    CHECK(unreachable_warnings(*office(), post, now).empty());
    REQUIRE(changes("pc-a", "pa-37-a", SetReach{}));
    const auto said = unreachable_warnings(*office(), post, now);
    REQUIRE(said.size() == 1);
    CHECK(said[0].values[0].second == "PA-A of 37");
    CHECK(unreachable_warnings(*office(), {.email = false}, now).empty());
    const auto many = unreachable_warnings(*office(), {.email = false, .webhooks = {"pager"}}, now);
    REQUIRE(many.size() == 1);
    CHECK(many[0].key == "people.many_cannot_be_reached");
}
