// Past decisions under other rules: what would change is told, and nothing is written.

#include "office/simulate.h"
#include "office_fixture.h"

#include <doctest/doctest.h>
#include <boost/json/serialize.hpp>

using namespace sodan;
using namespace sodan::office;

namespace {

std::shared_ptr<const routing::Rules> changed_rules(const std::string& what, const std::string& with) {
    auto files = *routing::read_rule_files(SODAN_ROOT "/rules");
    auto& urgency = files.at("urgency.dmn");
    REQUIRE(urgency.find(what) != std::string::npos);
    urgency.replace(urgency.find(what), what.size(), with);
    return *routing::Rules::from(files, *Catalogue::load(SODAN_ROOT "/rules/texts"));
}

// What presses nothing is urgent.
std::shared_ptr<const routing::Rules> stricter() {
    return changed_rules("<text>\"routine\"</text>", "<text>\"urgent\"</text>");
}

struct Asked {
    OfficeFixture& office;
    std::shared_ptr<const routing::Rules> rules;
    Instant since;
    SimulationLimits limits{};

    boost::json::object by(const std::string& person) const {
        return office.seen(person,
                           [&](const Viewing& viewing) { return simulate(viewing, *rules, since, limits); });
    }
};

std::int64_t number(const boost::json::object& answer, const char* name) {
    return answer.at(name).as_int64();
}

LogInquiry to_clair() {
    auto out = OfficeFixture::usual();
    out.addressed_to = domain::AddressedTo::clair;
    return out;
}

}  // namespace

TEST_CASE("only the decisions that would be others are told, with what they were, would be, and the rule") {
    OfficeFixture office;
    const auto before = office.now;
    const auto ref = office.logged("pc-a", to_clair());
    auto urgent = to_clair();
    urgent.danger = domain::Danger::urgent;
    office.logged("pc-a", urgent);
    const auto answer = Asked{office, stricter(), before}.by("pc-a");
    CHECK(number(answer, "decisions") == 2);
    CHECK(number(answer, "more_urgent") == 1);
    CHECK(number(answer, "elsewhere") == 0);
    CHECK(answer.at("complete").as_bool());
    const auto& items = answer.at("items").as_array();
    REQUIRE(items.size() == 1);
    CHECK(items[0].at("case") == boost::json::value(ref));
    CHECK(items[0].at("before").at("urgency") == "routine");
    CHECK(items[0].at("after").at("urgency") == "urgent");
    CHECK(items[0].at("urgency_because").at("rule") == "nothing-presses");
}

TEST_CASE("a simulation with the rules of then changes nothing and writes nothing") {
    OfficeFixture office;
    const auto before = office.now;
    office.logged("pc-a", to_clair());
    office.pass(std::chrono::hours(24 * 7));
    const auto entries = office.journal().size();
    const auto same = *routing::Rules::load(SODAN_ROOT "/rules");
    const auto answer = Asked{office, same, before}.by("pc-a");
    CHECK(number(answer, "decisions") >= 1);
    CHECK(answer.at("items").as_array().empty());
    CHECK(office.journal().size() == entries);
}

TEST_CASE("what changes in cases that somebody may not see is counted and not named") {
    OfficeFixture office;
    const auto before = office.now;
    const auto theirs = office.logged("pa-37-a", OfficeFixture::usual());
    const auto answer = Asked{office, stricter(), before}.by("pc-a");
    CHECK(number(answer, "more_urgent") == 1);
    CHECK(number(answer, "not_shown") == 1);
    CHECK(boost::json::serialize(answer).find(theirs) == std::string::npos);
    office.seen("pa-37-a", [&](const Viewing& viewing) -> Outcome<boost::json::object> {
        const auto refused = simulate(viewing, *stricter(), before, {});
        REQUIRE_FALSE(refused);
        CHECK(refused.refusal().why == Refusal::Why::not_allowed);
        return boost::json::object{};
    });
}

TEST_CASE("what was before the day that is asked for is not looked at, and a limit is said") {
    OfficeFixture office;
    for (int days = 0; days < 3; ++days) {
        office.logged("pc-a", to_clair());
        office.pass(std::chrono::hours(1));
    }
    const auto since = office.now - std::chrono::minutes(90);
    CHECK(number(Asked{office, stricter(), since}.by("pc-a"), "decisions") == 1);
    const auto first = office.now - std::chrono::hours(5);
    const auto few = Asked{office, stricter(), first, {.decisions = 2}}.by("pc-a");
    CHECK(few.at("stopped") == "number");
    CHECK(number(few, "decisions") == 2);
    CHECK(few.contains("until"));
    const auto late = Asked{office, stricter(), first, {.out_of_time = [] { return true; }}}.by("pc-a");
    CHECK(late.at("stopped") == "time");
    const auto named = Asked{office, stricter(), first, {.listed = 1}}.by("pc-a");
    CHECK(named.at("items").as_array().size() == 1);
    CHECK(number(named, "not_shown") == 2);
}

TEST_CASE("the office of then counts, and the text is read anew") {
    OfficeFixture office;
    const auto before = office.now;
    auto inquiry = to_clair();
    inquiry.danger.reset();
    inquiry.text = "A made-up story of xyzzy.";
    office.logged("pc-a", inquiry);
    for (const auto* person : {"pc-a", "pc-b", "pc-c"}) CHECK(office.changes("pc-a", person, Absent{}));
    auto files = *routing::read_rule_files(SODAN_ROOT "/rules");
    auto& words = files.at("words/danger.json");
    words.replace(words.find("\"suicid*\""), 9, "\"xyzzy\", \"suicid*\"");
    const auto others = *routing::Rules::from(files, *Catalogue::load(SODAN_ROOT "/rules/texts"));
    const auto answer = Asked{office, others, before}.by("pc-a");
    CHECK(number(answer, "elsewhere") == 0);
    CHECK(number(answer, "more_urgent") == 1);
    CHECK(answer.at("items").at(0).at("urgency_because").at("rule") == "words-of-danger");
}
