// Immediate danger: the panel, the duty, and the alarm that lasts until help has made contact.

#include "office_fixture.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

using namespace sodan;
using namespace sodan::office;
using namespace std::chrono_literals;
namespace json = boost::json;

namespace {

LogInquiry in_danger(const char* language = "en") {
    auto out = OfficeFixture::usual();
    out.danger = domain::Danger::immediate;
    out.language = language;
    return out;
}

json::object panel_in(const std::string& answer) {
    const auto body = json::parse(answer).as_object();
    const auto* panel = body.if_contains("emergency");
    return panel ? panel->as_object() : json::object{};
}

std::ptrdiff_t count(const std::vector<std::string>& all, std::string_view one) {
    return std::ranges::count(all, one);
}

std::string ids(const json::value& lines) {
    std::string out;
    for (const auto& line : lines.as_array())
        out += std::string(line.at("id").as_string()) + " " +
               std::string(line.at("last_checked").as_string()) + "; ";
    return out;
}

}  // namespace

TEST_CASE_FIXTURE(OfficeFixture,
                  "whoever logs an immediate danger sees whom to call, and the duty is told at once") {
    now = *parse_instant("2026-12-31T03:00:00+09:00");
    const auto answer = log("pa-37-a", in_danger());
    REQUIRE(answer);
    const auto panel = panel_in(answer->body);
    CHECK(ids(panel.at("call")) == "emergency-119 2018; emergency-110 2018; ");
    CHECK(ids(panel.at("lines")).find("tell 2018") != std::string::npos);
    CHECK(panel.at("steps").at("en").as_array().size() == 3);
    CHECK(count(told(to_string(answer->ref)), "duty:coordinator urgent_alert") == 1);
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "lines are those that answer in the caller's language; where none does, it is said") {
    const auto spanish = panel_in(log("pa-37-a", in_danger("es"))->body);
    CHECK(ids(spanish.at("lines")).find("yokohama-inochi") != std::string::npos);
    CHECK(ids(spanish.at("lines")).find("tell") == std::string::npos);
    const auto french = panel_in(log("pa-37-a", in_danger("fr"))->body);
    CHECK(ids(french.at("lines")).find("tell") != std::string::npos);
    CHECK(french.at("steps").at("ja").as_array().size() == 4);
}

TEST_CASE_FIXTURE(
    OfficeFixture,
    "the alarm of an emergency goes on although somebody holds the case, until help made contact") {
    const auto ref = logged("pa-37-a", in_danger());
    done("pc-a", ref, Claim{});
    pass(61min);
    CHECK(count(told(ref), "person:pc-a help_awaited") >= 3);
    CHECK(count(told(ref), "duty:coordinator help_awaited") >= 3);
    CHECK(refused("pc-a", ref, HelpMadeContact{""}) == "command.say_why");
    done("pc-a", ref, HelpMadeContact{"The ambulance is with them; they are conscious."});
    const auto before = count(told(ref), "duty:coordinator help_awaited");
    pass(24h);
    CHECK(count(told(ref), "duty:coordinator help_awaited") == before);
    CHECK_FALSE(state(ref).memory.help_due);
}

TEST_CASE_FIXTURE(OfficeFixture, "an emergency cannot be closed, watched or talked away") {
    const auto ref = logged("pa-37-a", in_danger());
    done("pc-a", ref, Claim{});
    CHECK(refused("pc-a", ref, Close{domain::CaseOutcome::listened, "All well.", true}) ==
          "chain.help_comes_first");
    CHECK(refused("pc-a", ref, Monitor{}) == "chain.help_comes_first");
    done("pc-a", ref, Urgency{domain::Urgency::routine, "A mistake."});
    CHECK(state(ref).memory.help_due);
    const auto can = json::serialize(shown("pc-a", ref).at("can"));
    CHECK(can.find("help-made-contact") != std::string::npos);
    CHECK(can.find("close") == std::string::npos);
    done("pc-a", ref, HelpMadeContact{"Nobody was in danger; spoken to in person."});
    done("pc-a", ref, Close{domain::CaseOutcome::listened, "All well.", true});
}

TEST_CASE_FIXTURE(OfficeFixture, "lowering the urgency at a weekend does not put an emergency to sleep") {
    now = *parse_instant("2026-10-31T00:00:00+09:00");
    const auto ref = logged("pa-37-a", in_danger());
    done("pc-a", ref, Claim{});
    done("pc-a", ref, Urgency{domain::Urgency::routine, "They sound better."});
    pass(61min);
    CHECK(count(told(ref), "duty:coordinator help_awaited") == 4);
    CHECK(*state(ref).memory.help_due - now <= 15min);
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "danger that is only found later opens the panel, and danger anew opens it again") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Urgency{domain::Urgency::immediate, "They have means and a plan."});
    CHECK(state(ref).memory.help_due);
    CHECK(count(told(ref), "duty:coordinator urgent_alert") == 1);
    done("pa-37-a", ref, HelpMadeContact{"The police are there."});
    auto more = in_danger();
    more.case_ = ref;
    REQUIRE(log("pa-37-a", more));
    CHECK(state(ref).memory.help_due);
}

TEST_CASE_FIXTURE(OfficeFixture, "what was said of the contact is content, and no code of the journal") {
    const auto ref = logged("pa-37-a", in_danger());
    done("pc-a", ref, Claim{});
    done("pc-a", ref, HelpMadeContact{"The ambulance is with them."});
    const auto entry = journal().back();
    CHECK(entry.event == "help_made_contact");
    CHECK(entry.body == "{}");
    CHECK(entry.detail.find("ambulance") != std::string::npos);
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "the alarm board counts for whoever keeps the office, and shows what is theirs to see") {
    const auto board = [&](const char* person) { return seen(person, view_alarms); };
    CHECK(board("pc-a").at("total").as_int64() == 0);
    const auto quiet = logged("pa-37-a", usual());
    const auto danger = logged("pa-37-a", in_danger());
    CHECK(board("pc-a").at("by_why").at("help_not_confirmed").as_int64() == 1);
    pass(31 * 24h);
    const auto now_there = board("pc-a");
    CHECK(now_there.at("total").as_int64() == 2);
    CHECK(now_there.at("by_why").at("unanswered").as_int64() == 2);
    CHECK(now_there.at("by_why").at("at_the_top").as_int64() == 2);
    CHECK(now_there.at("items").at(0).at("case").at("ref").as_string() == danger);
    done("pc-a", quiet, Wall{"pc-b", "A relative of the caller."});
    const auto walled = board("pc-b");
    CHECK(walled.at("total").as_int64() == 1);
    CHECK(walled.at("hidden").as_int64() == 0);
    CHECK(json::serialize(walled).find(quiet) == std::string::npos);
    done("pc-a", quiet, Claim{});
    CHECK(board("pc-a").at("total").as_int64() == 1);
}

namespace {

// What crossed to whom, and on what ground: "coordinator danger_to_life".
std::vector<std::string> disclosed(OfficeFixture& office) {
    std::vector<std::string> out;
    for (const auto& entry : office.journal())
        if (entry.event == chain::Disclosed::name) {
            const auto body = json::parse(entry.body);
            out.push_back(std::string(body.at("to").as_string()) + " " +
                          std::string(body.at("ground").as_string()));
        }
    return out;
}

json::object seen_by(OfficeFixture& office, const char* person, const std::string& ref) {
    return office.seen(person, [&](const Viewing& v) { return view_case(v, *domain::CaseRef::parse(ref)); });
}

}  // namespace

TEST_CASE_FIXTURE(OfficeFixture,
                  "danger at an advisor's desk: whoever is alerted sees the case until help has come") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Wall{"pc-c", "A friend of the caller's."});
    CHECK_FALSE(sees("pc-a", ref));
    done("pa-37-a", ref, Urgency{domain::Urgency::immediate, "They have means and a plan."});
    CHECK(seen_by(*this, "pc-a", ref).contains("emergency"));
    CHECK_FALSE(sees("pc-c", ref));
    CHECK(disclosed(*this) == std::vector<std::string>{"coordinator danger_to_life"});
    CHECK(refused("pc-a", ref, Claim{}) == "claim.not_your_desk");
    done("pc-a", ref, HelpMadeContact{"The police are there."});
    CHECK_FALSE(sees("pc-a", ref));
    CHECK(state(ref).memory.holder == "pa-37-a");
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "danger to life goes before a refusal, on record and for a second person to confirm") {
    auto refusing = usual();
    refusing.consent = {{domain::ConsentScope::coordinator, domain::ConsentState::refused}};
    const auto ref = logged("pa-37-a", refusing);
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Urgency{domain::Urgency::immediate, "They have means and a plan."});
    CHECK(sees("pc-a", ref));
    CHECK(disclosed(*this) == std::vector<std::string>{"coordinator danger_to_life"});
    CHECK(state(ref).memory.consent.at(domain::ConsentScope::coordinator) ==
          domain::ConsentState::overridden);
    CHECK(count(told(ref), "desk:advisor/37 override_to_confirm") == 1);
    CHECK(refused("pa-37-a", ref, ConfirmOverride{domain::ConsentScope::coordinator}) ==
          "override.not_the_same_person");
    done("pa-37-b", ref, ConfirmOverride{domain::ConsentScope::coordinator});
}

TEST_CASE_FIXTURE(
    OfficeFixture,
    "a refusal that is said again during danger leaves the override and the sharing as they are") {
    auto said = usual();
    said.consent[domain::ConsentScope::coordinator] = domain::ConsentState::refused;
    const auto ref = logged("pa-37-a", said);
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Urgency{domain::Urgency::immediate, "They have means and a plan."});
    said.case_ = ref;
    logged("pa-37-a", said);
    const auto still = [&] {
        return state(ref).memory.consent.at(domain::ConsentScope::coordinator) ==
                   domain::ConsentState::overridden &&
               sees("pc-a", ref);
    };
    CHECK(still());
    done("pa-37-a", ref, Consent{domain::ConsentScope::coordinator, domain::ConsentState::refused, {}});
    CHECK(still());
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "where the desk has nobody else, whoever opened the case confirms an override") {
    auto said = usual();
    said.consent[domain::ConsentScope::coordinator] = domain::ConsentState::refused;
    const auto ref = logged("pa-37-a", said);
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Urgency{domain::Urgency::immediate, "They have means and a plan."});
    CHECK(refused("staff-a", ref, ConfirmOverride{domain::ConsentScope::coordinator}) == "case.not_found");
    done("staff-a", ref, BreakGlass{"The desk has nobody else."});
    done("staff-a", ref, ConfirmOverride{domain::ConsentScope::coordinator});
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "whoever opens a case in danger sees whom to call and can record that help made contact") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Urgency{domain::Urgency::immediate, "They have means and a plan."});
    CHECK(refused("staff-a", ref, HelpMadeContact{"The police are there."}) == "case.not_found");
    done("staff-a", ref, BreakGlass{"No coordinator can be reached."});
    CHECK(seen_by(*this, "staff-a", ref).contains("emergency"));
    CHECK(refused("staff-a", ref, Claim{}) == "case.not_found");
    done("staff-a", ref, HelpMadeContact{"The police are there."});
    CHECK_FALSE(state(ref).memory.help_due);
}

TEST_CASE_FIXTURE(OfficeFixture,
                  "words of danger in a colleague's note are pointed out, and change nothing") {
    const auto ref = logged("pa-37-a", usual());
    done("pa-37-a", ref, Claim{});
    for (const char* words :
         {"Her flatmate says she wants to die.", "死にたいと言っている。", "Elle dit qu'elle veut mourir.",
          "Quiere morir, dice su amiga.", "Ele quer morrer.", "Er will sterben.", "Она хочет умереть.",
          "죽고 싶다고 합니다.", "他说他想死。"}) {
        CAPTURE(words);
        const auto answer = does("pa-37-b", ref, Note{words, {}});
        REQUIRE(answer);
        const auto body = json::parse(answer->body).as_object();
        REQUIRE(body.contains("suggestions"));
        CHECK(body.at("suggestions").at(0).as_string() == "raise-urgency");
        CHECK(body.at("sentences").at("ja").as_array().size() == 1);
    }
    CHECK(state(ref).memory.urgency == domain::Urgency::routine);
    const auto quiet = does("pa-37-b", ref, Note{"Spoke to the school about the leave.", {}});
    REQUIRE(quiet);
    CHECK_FALSE(json::parse(quiet->body).as_object().contains("suggestions"));
}
