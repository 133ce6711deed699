#include "example.h"

#include <algorithm>
#include <set>

namespace sodan::routing::example {

using domain::Desk, domain::DeskKind, domain::Urgency, domain::Topic, domain::Danger;

namespace {

struct Case {
    domain::Intake intake = example::intake();
    std::vector<domain::PersonId> walls{}, other_side{};
    std::optional<domain::PersonId> continuity{};
    Urgency urgency = Urgency::routine;

    Standing standing() const { return {intake, walls, other_side, continuity, urgency}; }
    Decision next(const Desk& from, Cause cause, const domain::Office& of = office()) const {
        return rules().next_route(from, cause, standing(), moment(of, intake.received_at));
    }
    Decision candidates(const Desk& desk, const domain::Office& of = office()) const {
        return rules().candidates(desk, standing(), moment(of, intake.received_at));
    }
};

const Desk advisors{DeskKind::advisor, "02"}, coordinators{DeskKind::coordinator, ""};

std::vector<domain::PersonId> all_of(const Desk& desk) {
    std::vector<domain::PersonId> out;
    for (const auto* person : office().members(desk)) out.push_back(person->id);
    return out;
}

std::string rule_for(const Decision& decision, const domain::PersonId& person) {
    const auto found = std::ranges::find(decision.passed_over, person, &PassedOver::person);
    return found == decision.passed_over.end() ? "" : found->rule;
}

}  // namespace

TEST_CASE("a case climbs from every desk to the coordinators, and from them to nobody") {
    for (const auto cause : {Cause::asked, Cause::silent, Cause::walled, Cause::absent}) {
        CHECK(Case().next(advisors, cause).desk == "coordinator");
        CHECK(Case().next({DeskKind::leader, "fr"}, cause).desk == "coordinator");
        CHECK(Case().next({DeskKind::department, ""}, cause).desk == "coordinator");
    }
    CHECK(Case().next({DeskKind::supervisor, ""}, Cause::silent).desk == "advisor/02");
    CHECK(Case().next(coordinators, Cause::silent).desk == "coordinator");
    CHECK(Case().next(coordinators, Cause::asked).because.rule == "coordinators-asked");
}

TEST_CASE("where no coordinator may know of a case the department takes it") {
    Case one;
    one.walls = all_of(coordinators);
    CHECK(one.next(coordinators, Cause::walled).desk == "department");
    const auto climbed = one.next(advisors, Cause::asked);
    CHECK(climbed.desk == "department");
    CHECK(climbed.because == FiredRule{"relief", "coordinators-barred"});
}

TEST_CASE("where all coordinators are away the case still stands with them, and says so") {
    auto of = office();
    for (const auto* person : office().members(coordinators)) of = of.with(away(*person));
    auto given = intake();
    given.addressed_to = domain::AddressedTo::clair;
    const auto decision = first(given, "", of);
    CHECK(decision.desk == "coordinator");
    CHECK(decision.no_one_eligible);
    CHECK(fired(decision, "relief", "coordinators-away"));
    CHECK(decision.passed_over.size() == office().members(coordinators).size());
}

TEST_CASE(
    "immediate danger alerts whoever is on duty and is due within the quarter of an hour, at any hour") {
    auto given = intake();
    given.danger = Danger::immediate;
    given.received_at = at("2026-12-31T23:55:00+09:00");
    const auto decision = first(given);
    CHECK(decision.desk == "coordinator");
    CHECK(decision.alert == std::vector<std::string>{"duty:coordinator"});
    CHECK(decision.due == given.received_at + std::chrono::minutes(15));
    given.danger = Danger::none;
    CHECK(first(given).alert.empty());
}

TEST_CASE("words of danger raise an urgency and never lower one") {
    auto given = intake();
    given.danger.reset();
    const auto raised = first(given, "I want to die.");
    CHECK(raised.urgency == Urgency::urgent);
    CHECK(raised.alert == std::vector<std::string>{"duty:coordinator"});
    given.danger = Danger::immediate;
    CHECK(first(given, "I want to die.").urgency == Urgency::immediate);
}

TEST_CASE("the most severe of several topics counts") {
    auto given = intake();
    given.topics = {Topic::L1, Topic::L4, Topic::W4};
    const auto decision = first(given);
    CHECK(decision.urgency == Urgency::urgent);
    CHECK(fired(decision, "urgency", "disaster"));
    CHECK(decision.facts.at("topic") == "L1,L4,W4");
}

TEST_CASE("a day that somebody wrote down counts before one that the text seems to name") {
    auto given = intake();
    given.named_date = "2026-12-24";
    CHECK(first(given, "by tomorrow").named_date == "2026-12-24");
    CHECK(first(given, "by tomorrow").urgency == Urgency::routine);
}

TEST_CASE("a caller who names today is not answered the day after tomorrow") {
    auto given = intake();
    const auto decision = first(given, "I must answer them today.");
    CHECK(decision.urgency == Urgency::prompt);
    CHECK(decision.due == at("2026-10-05T17:45:00+09:00"));
    CHECK(first(given, "").due > decision.due);
}

TEST_CASE("a language is one with leaders because the office has leaders for it, not by a list") {
    auto given = intake();
    given.language = "th";
    CHECK(first(given).desk == "coordinator");
    const auto thai = domain::Person{.id = "sgl-th-a",
                                     .name = "Example",
                                     .place = "SGL-A of th",
                                     .role = domain::Role::leader,
                                     .of = "th",
                                     .languages = {"th"}};
    CHECK(first(given, "", office().with(thai)).desk == "leader/th");
    given.language = "pt-br";
    CHECK(first(given).desk == "leader/pt");
}

TEST_CASE("everything that stands between a person and a case bars them, whatever else holds") {
    Case one;
    one.intake.concerns = {"advisor:pa-02-b"};
    CHECK(rule_for(one.candidates(advisors), "pa-02-b") == "subject-of-the-case");
    CHECK(rule_for(one.candidates(advisors), "pa-02-j") == "line-manager-of-the-subject");
    one.intake.excludes = {"pa-02-a"};
    const auto nobody = one.candidates(advisors, office().with(away(*office().person("pa-02-a"))));
    CHECK(rule_for(nobody, "pa-02-a") == "excluded-by-caller");
    CHECK(nobody.no_one_eligible);
    Case other;
    other.other_side = {"pa-02-a"};
    other.walls = {"pa-02-b"};
    CHECK(rule_for(other.candidates(advisors), "pa-02-a") == "advises-the-other-side");
    CHECK(rule_for(other.candidates(advisors), "pa-02-b") == "walled");
}

TEST_CASE("a tie counts from whichever side it was declared") {
    Case one;
    one.intake.concerns = {"advisor:pa-02-j"};
    CHECK(rule_for(one.candidates(advisors), "pa-02-b") == "line-manager-of-the-subject");
}

TEST_CASE("who is best comes first: who had the case before, who needs no interpreter, who has least to do") {
    Case one;
    one.intake.language = "ja";
    const auto load = [](const domain::PersonId& person) { return person == "pa-02-b" ? 3 : 0; };
    const Moment now{.office = office(), .now = one.intake.received_at, .load = load};
    const auto asked = [&] { return rules().candidates(advisors, one.standing(), now).eligible; };
    CHECK(asked() == std::vector<domain::PersonId>{"pa-02-j", "pa-02-b", "pa-02-a"});
    one.continuity = "pa-02-a";
    CHECK(asked().front() == "pa-02-a");
}

TEST_CASE("among equals it is another's turn on another day") {
    Case one;
    std::set<domain::PersonId> firsts;
    for (int day = 0; day < 3; ++day) {
        const Moment then{
            .office = office(), .now = one.intake.received_at + std::chrono::hours(24 * day), .load = {}};
        firsts.insert(rules().candidates(advisors, one.standing(), then).eligible.front());
    }
    CHECK(firsts.size() == 3);
}

TEST_CASE("a decision carries its facts, its rules in the order of thought, and the version of the rules") {
    const auto decision = first(intake());
    CHECK(decision.rules_version == rules().version());
    CHECK(decision.facts.at("danger") == "none");
    CHECK(decision.facts.at("advisor_desk") == "open");
    CHECK(decision.because == FiredRule{"first_desk", "host-advisors"});
    REQUIRE(decision.fired.size() >= 5);
    CHECK(decision.fired.front() == FiredRule{"urgency", "nothing-presses"});
}

TEST_CASE("the same inquiry is decided the same way again") {
    CHECK(first(intake(), "by Friday") == first(intake(), "by Friday"));
}

}  // namespace sodan::routing::example
