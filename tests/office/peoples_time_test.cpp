#include "office_fixture.h"

#include "office/people_views.h"
#include "office/recipients.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

using namespace sodan;
using namespace sodan::office;
using namespace std::chrono_literals;
namespace json = boost::json;

namespace {

struct Office37 : OfficeFixture {
    std::string ref = logged("pa-37-a", usual());

    json::object changed(const std::string& by, const std::string& whom, const PersonCommand& asked) {
        const auto answer = changes(by, whom, asked);
        REQUIRE_MESSAGE(answer, (answer ? "" : answer.refusal().message.key));
        return json::parse(answer->body).as_object();
    }
    Refusal refusal(const std::string& by, const std::string& whom, const PersonCommand& asked) {
        const auto answer = changes(by, whom, asked);
        REQUIRE_FALSE(answer);
        return answer.refusal();
    }
    Absent away(std::optional<std::string> substitute = {}) {
        return {now, now + 14 * 24h, std::move(substitute)};
    }
    std::vector<std::string> reached(const std::string& recipient, std::vector<std::string> walls = {}) {
        return reached_by(*office(), recipient, walls, now);
    }
    bool was_told(const std::string& what) { return std::ranges::count(told(ref), what) > 0; }
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE_FIXTURE(Office37, "an absence that ends before it starts, or is over, is refused with its field") {
    CHECK(refusal("pc-a", "pa-37-a", Absent{now + 2h, now + 1h, {}}).message.key ==
          "person.absence_ends_first");
    const auto over = refusal("pc-a", "pa-37-a", Absent{now - 3h, now - 1h, {}});
    CHECK(over.message.key == "person.absence_is_over");
    CHECK(over.pointer == "/until");
}

TEST_CASE_FIXTURE(Office37, "a substitute of oneself, in a circle, or who has left is refused by name") {
    CHECK(refusal("pc-a", "pa-37-a", away("PA-A of 37")).message.values.front().second ==
          "PA-A of 37 → PA-A of 37");
    changed("pc-a", "pa-37-b", away("pa-37-j"));
    changed("pc-a", "pa-37-j", away("pa-37-a"));
    const auto circle = refusal("pc-a", "pa-37-a", away("pa-37-b"));
    CHECK(circle.message.key == "person.substitutes_in_a_circle");
    CHECK(circle.message.values.front().second == "PA-A of 37 → PA-B of 37 → PA-J of 37 → PA-A of 37");
    changed("pc-a", "pa-28-a", Left{});
    CHECK(refusal("pc-a", "pa-37-a", away("pa-28-a")).message.key == "person.substitute_not_there");
    CHECK(refusal("pc-a", "pa-37-a", away("nobody")).pointer == "/substitute");
}

TEST_CASE_FIXTURE(Office37,
                  "messages for somebody who is away reach the substitute's substitute, and nobody walled") {
    changed("pc-a", "pa-37-a", away("pa-37-b"));
    CHECK(reached("person:pa-37-a") == Ids{"pa-37-b"});
    changed("pc-a", "pa-37-b", away("pa-37-j"));
    CHECK(reached("person:pa-37-a") == Ids{"pa-37-j"});
    CHECK(reached("desk:advisor/37") == Ids{"pa-37-j"});
    CHECK(std::ranges::count(reached("person:pa-37-a", {"pa-37-j"}), "pa-37-j") == 0);
}

TEST_CASE_FIXTURE(
    Office37, "who is away without a substitute is answered for by the desk, and by themselves only alone") {
    changed("pc-a", "pa-37-a", away());
    CHECK(reached("person:pa-37-a") == Ids{"pa-37-b", "pa-37-j"});
    changed("pc-a", "pa-37-b", away());
    changed("pc-a", "pa-37-j", away());
    CHECK(reached("person:pa-37-a") == Ids{"pa-37-a"});
}

TEST_CASE_FIXTURE(Office37, "a substitute of another desk, and one who is away too, are warned of by name") {
    const auto elsewhere = changed("pc-a", "pa-37-a", away("pc-b"));
    CHECK(json::serialize(elsewhere.at("warnings")).find("PC-B is not of advisor/37") != std::string::npos);
    changed("pc-a", "pa-37-b", away());
    const auto away_too = changed("pc-a", "pa-37-j", away("pa-37-b"));
    CHECK(json::serialize(away_too.at("warnings")).find("PA-B of 37 is away") != std::string::npos);
}

TEST_CASE_FIXTURE(Office37, "an offer to somebody who is away goes to the substitute") {
    done("pa-37-a", ref, Claim{});
    changed("pc-a", "pa-33100-a", away("pa-33100-b"));
    done("pa-37-a", ref, Offer{"advisor/33100", "pa-33100-a", "The caller has moved.", true});
    CHECK(state(ref).memory.offered_to->person == "pa-33100-b");
    CHECK(was_told("person:pa-33100-b offer"));
    done("pa-33100-b", ref, Accept{});
}

TEST_CASE_FIXTURE(Office37, "an offer that waits when an absence begins goes to the substitute by itself") {
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Offer{"advisor/33100", "pa-33100-a", "The caller has moved.", true});
    changed("pc-a", "pa-33100-a", Absent{now + 1h, now + 24h, "pa-33100-b"});
    CHECK(state(ref).memory.offered_to->person == "pa-33100-a");
    pass(2h);
    CHECK(state(ref).memory.offered_to->person == "pa-33100-b");
    CHECK(state(ref).memory.holder == "pa-37-a");
}

TEST_CASE_FIXTURE(Office37, "a substitute behind a wall is passed over: the whole desk is asked instead") {
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Wall{"pa-33100-b", "A friend of the caller's."});
    done("pa-37-a", ref, Offer{"advisor/33100", "pa-33100-a", "The caller has moved.", true});
    changed("pc-a", "pa-33100-a", away("pa-33100-b"));
    const auto& offered = state(ref).memory.offered_to;
    CHECK((!offered || !offered->person));
    CHECK_FALSE(sees("pa-33100-b", ref));
    CHECK_FALSE(was_told("person:pa-33100-b offer"));
}

TEST_CASE_FIXTURE(Office37, "the stand-in takes up in one step what an absent person holds") {
    done("pa-37-a", ref, Claim{});
    CHECK(refused("pa-37-b", ref, Claim{}) == "chain.claimed");
    changed("pc-a", "pa-37-a", away("pa-37-b"));
    done("pa-37-b", ref, Claim{});
    CHECK(state(ref).memory.holder == "pa-37-b");
    CHECK(was_told("person:pa-37-a taken_up"));
}

TEST_CASE_FIXTURE(Office37, "before the term begins and after it ends a person is nobody for the rules") {
    changed("pc-a", "pa-37-a", SetTerm{now + 24h, {}});
    changed("pc-a", "pa-37-b", SetTerm{{}, now + 1h});
    CHECK(reached("desk:advisor/37") == Ids{"pa-37-b", "pa-37-j"});
    pass(2h);
    CHECK(reached("desk:advisor/37") == Ids{"pa-37-j"});
    pass(24h);
    CHECK(reached("desk:advisor/37") == Ids{"pa-37-a", "pa-37-j"});
}

TEST_CASE_FIXTURE(Office37, "who is back from one absence keeps the others that are planned") {
    changed("pc-a", "pa-37-a", Absent{{}, now + 24h, {}});
    changed("pc-a", "pa-37-a", Absent{now + 60 * 24h, now + 70 * 24h, {}});
    changed("pc-a", "pa-37-a", Present{});
    const auto* person = office()->person("pa-37-a");
    CHECK(is_available(*person, now));
    REQUIRE(person->absences.size() == 1);
    CHECK(person->absences[0].from == now + 60 * 24h);
    changed("pc-a", "pa-37-a", Present{.all = true});
    CHECK(office()->person("pa-37-a")->absences.empty());
}

TEST_CASE_FIXTURE(Office37,
                  "whatever leaves a desk without anybody is said at once, with who goes last and when") {
    const auto warned = [&](const std::string& whom, const PersonCommand& asked) {
        return json::serialize(changed("pc-a", whom, asked).at("warnings"));
    };
    changed("pc-a", "pa-37-a", Left{});
    changed("pc-a", "pa-37-b", Absent{now + 24h, now + 240h, {}});
    CHECK(warned("pa-37-j", Absent{now + 48h, now + 72h, {}}).find("PA-J of 37 goes last") !=
          std::string::npos);
    CHECK(warned("pa-37-j", Present{.all = true}) == "[]");
    CHECK(warned("pa-37-j", SetTerm{now + 30h, {}}).find("Nobody is at advisor/37") != std::string::npos);
    CHECK(warned("pa-37-j", Left{}).find("PA-B of 37 goes last") != std::string::npos);
    CHECK(warned("pa-37-b", Left{}).find("PA-B of 37 goes last") != std::string::npos);
}

TEST_CASE_FIXTURE(Office37, "a term that ends before it begins or is over is refused") {
    CHECK(refusal("pc-a", "pa-37-a", SetTerm{now + 2h, now + 1h}).message.key == "person.term_ends_first");
    CHECK(refusal("pc-a", "pa-37-a", SetTerm{{}, now - 1h}).message.key == "person.term_is_over");
    CHECK(refusal("pa-37-a", "pa-37-a", SetTerm{{}, now + 1h}).why == Refusal::Why::not_allowed);
}

TEST_CASE_FIXTURE(Office37,
                  "on the day the term ends the clock hands every case on, and the person is gone") {
    done("pa-37-a", ref, Claim{});
    changed("pc-a", "pa-37-a", SetTerm{{}, now + 24h});
    CHECK(state(ref).memory.holder == "pa-37-a");
    pass(25h);
    CHECK(state(ref).custody == chain::Custody::queued);
    CHECK(state(ref).memory.meant_for.has_value());
    CHECK(office()->person("pa-37-a")->left.has_value());
    CHECK(was_told("desk:advisor/37 handed_over"));
    pass(1h);
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(Office37, "who leaves a desk empty is named with the date, in the answer and in the list") {
    for (const auto* id : {"pa-37-b", "pa-37-j"}) changed("pc-a", id, Left{});
    const auto answer = changed("pc-a", "pa-37-a", SetTerm{{}, now + 20 * 24h});
    const auto warnings = json::serialize(answer.at("warnings"));
    CHECK(warnings.find("PA-A of 37 leaves on") != std::string::npos);
    CHECK(warnings.find("advisor/37") != std::string::npos);
    const auto listed = seen("pc-a", [](const Viewing& v) { return view_people(v, {"30"}); });
    REQUIRE(listed.at("items").as_array().size() == 1);
    CHECK(listed.at("items").as_array()[0].at("id") == "pa-37-a");
    CHECK(listed.at("items").as_array()[0].at("remaining") == 0);
    CHECK(
        seen("pc-a", [](const Viewing& v) { return view_people(v, {"10"}); }).at("items").as_array().empty());
}

TEST_CASE_FIXTURE(Office37, "a new term takes back whoever had left") {
    changed("pc-a", "pa-37-a", Left{});
    CHECK(reached("desk:advisor/37") == Ids{"pa-37-b", "pa-37-j"});
    changed("pc-a", "pa-37-a", SetTerm{{}, now + 365 * 24h});
    CHECK(reached("desk:advisor/37") == Ids{"pa-37-a", "pa-37-b", "pa-37-j"});
}

TEST_CASE_FIXTURE(Office37, "a duty plan with a hole at night is taken, with a warning that says when") {
    auto week = office()->person("pc-a")->duty->week;
    std::erase_if(week, [](const auto& hours) { return hours.from == "20:00"; });
    const auto answer = changed("pc-a", "pc-a", SetDuty{week, {}});
    const auto warnings = json::serialize(answer.at("warnings"));
    CHECK(warnings.find("Nobody is on duty at the coordinators' desk on Thursdays from 20:00 until 08:00") !=
          std::string::npos);
    CHECK(warnings.find("木曜日") != std::string::npos);
    const auto refused = refusal("pc-a", "pc-a", SetDuty{{{domain::Weekday::mon, "8", "22:00"}}, {}});
    CHECK(refused.message.key == "person.duty.not_a_time");
    CHECK(refused.pointer == "/week/0/from");
}

TEST_CASE_FIXTURE(Office37,
                  "the duty reaches who has the hours and the deputy, and everybody where nobody has") {
    const auto coordinators = office()->members({domain::DeskKind::coordinator});
    CHECK(reached("duty:coordinator").size() == 2);
    for (const auto* one : coordinators) changed("pc-a", one->id, SetDuty{});
    CHECK(reached("duty:coordinator").size() == coordinators.size());
    std::vector<domain::DutyHours> always, deputy;
    for (int day = 0; day < 7; ++day) {
        always.push_back({static_cast<domain::Weekday>(day), "00:00", "24:00", domain::DutyPart::first});
        deputy.push_back({static_cast<domain::Weekday>(day), "00:00", "24:00", domain::DutyPart::deputy});
    }
    changed("pc-a", "pc-a", SetDuty{always, {}});
    changed("pc-a", "pc-b", SetDuty{deputy, {}});
    CHECK(reached("duty:coordinator") == Ids{"pc-a", "pc-b"});
    changed("pc-a", "pc-a", away("pc-c"));
    CHECK(reached("duty:coordinator") == Ids{"pc-c", "pc-b"});
    CHECK(reached("duty:coordinator", {"pc-c", "pc-b"}).size() > 0);
    const auto view = seen("pc-a", [](const Viewing& v) { return view_duty(v, ""); });
    CHECK(view.at("desks").as_array()[0].at("first").as_array()[0] == "pc-c");
}

TEST_CASE_FIXTURE(Office37, "who holds as many cases as they can is offered the next one last") {
    for (const auto* id : {"pa-37-a", "pa-37-b", "pa-37-j"}) {
        const auto one = logged("pa-37-a", usual());
        done(id, one, Claim{});
    }
    changed("pc-a", "pa-37-a", SetCaseload{1});
    changed("pc-a", "pa-37-b", SetCaseload{1});
    const auto plan = seen("pc-a", [](const Viewing& v) { return view_hand_over(v, "pa-37-b"); });
    CHECK(plan.at("items").as_array()[0].at("person") == "pa-37-j");
    CHECK(refusal("pc-a", "pa-37-a", SetCaseload{0}).pointer == "/most");
}

TEST_CASE("hours of a week without their day are refused, and are not taken for Monday's") {
    const auto body = json::parse(R"({"week": [{"day": "tue", "from": "08:00", "until": "17:00"},
                                              {"from": "08:00", "until": "17:00"}], "exceptions": []})");
    const auto read = read_person_command("duty", body);
    REQUIRE_FALSE(read);
    CHECK(read.refusal().message.key == "input.missing");
    CHECK(read.refusal().pointer == "/week/1/day");
}
