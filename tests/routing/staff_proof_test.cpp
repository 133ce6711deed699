// The staff proof is about what the program does: its way through the tables is held to the real routing, and
// every claim is shown to fail where it should.

#include "routing/staff_proof.h"
#include "example.h"
#include "routing/parts.h"
#include "routing/staff_needs.h"

#include <rapidcheck.h>

#include <regex>

namespace sodan::routing::example {

namespace {

using domain::ConsentScope, domain::ConsentState, domain::Desk, domain::DeskKind, domain::PersonId;

const Instant morning = *parse_instant("2026-11-02T10:00:00+09:00");

domain::Office without(domain::Office office, const std::vector<PersonId>& ids) {
    for (const auto& id : ids) {
        const auto* known = office.person(id);
        if (!known) continue;  // a smaller office does without them anyway
        auto person = *known;
        person.absences = {{morning - std::chrono::hours(1), morning + std::chrono::hours(1)}};
        office = office.with(person);
    }
    return office;
}

// The same with only those coordinators.
domain::Office with_coordinators(std::size_t number) {
    std::vector<domain::Person> people;
    std::size_t taken = 0;
    for (const auto& person : office().people())
        if (person.role != domain::Role::coordinator || taken++ < number) people.push_back(person);
    return {office().hosts(), std::move(people), {}};
}

domain::Office of_one_host(const std::string& code) {
    std::vector<domain::Person> people;
    for (const auto& person : office().people())
        if (person.role != domain::Role::advisor || person.of == code) people.push_back(person);
    return {{*office().host(code)}, std::move(people), {}};
}

const Claim& named(const std::vector<Claim>& claims, std::string_view name) {
    const auto found = std::ranges::find(claims, name, &Claim::name);
    REQUIRE(found != claims.end());
    return *found;
}

Claim proved(const domain::Office& people, std::string_view name, int absent = 1, const Rules& by = rules()) {
    return named(prove_staff(by, people, morning, absent), name);
}

std::string value(const Message& message, std::string_view name) {
    for (const auto& [key, text] : message.values)
        if (key == name) return text;
    return "";
}

template <class E> E any_of(int size) { return static_cast<E>(*rc::gen::inRange(0, size)); }
template <class T> T one_of(const std::vector<T>& from) {
    return from[*rc::gen::inRange<std::size_t>(0, from.size())];
}

domain::Intake any_intake() {
    auto out = intake_about(one_of<std::string>({"en", "ja", "pt", "ru", "zh", "tl"}), {});
    out.received_at = morning;
    out.topics = {any_of<domain::Topic>(17)};
    out.addressed_to = any_of<domain::AddressedTo>(2);
    out.raised_by = any_of<domain::RaisedBy>(static_cast<int>(values_of(Fact::raised_by).size()));
    if (*rc::gen::arbitrary<bool>()) out.host = one_of(office().hosts()).code;
    if (*rc::gen::arbitrary<bool>()) out.wishes = any_of<DeskKind>(5);
    if (*rc::gen::arbitrary<bool>()) out.danger = any_of<domain::Danger>(3);
    if (*rc::gen::arbitrary<bool>()) out.concerns = {"advisor:" + one_of(office().people()).id};
    for (const auto scope : {ConsentScope::advisor, ConsentScope::leader, ConsentScope::department})
        if (*rc::gen::inRange(0, 3) == 0) out.consent[scope] = any_of<ConsentState>(3);
    return out;
}

// As the clock would take it: up, while nobody at the desk can act.
Decision routed(const domain::Intake& intake, const domain::Office& people) {
    const Moment moment{people, morning, [](const PersonId&) { return std::int64_t{0}; }};
    auto out = rules().first_route(intake, "", moment);
    while (out.eligible.empty()) {
        const Standing standing{.intake = intake, .walls = {}, .other_side = {}, .urgency = out.urgency};
        const auto at = *Desk::parse(out.desk);
        auto next = rules().next_route(at, Cause::silent, standing, moment);
        if (rank(Desk::parse(next.desk)->kind) <= rank(at.kind)) break;
        next.urgency = out.urgency;
        out = std::move(next);
    }
    return out;
}

DeskReaches reaches_of(const domain::Intake& intake, const domain::Office& people) {
    const StaffDesks desks(rules().parts().tables[TableName::eligibility], people, morning);
    std::optional<PersonId> subject;
    if (!intake.concerns.empty()) subject = intake.concerns.front().substr(sizeof "advisor:" - 1);
    const auto reach = [&](const Desk& desk, ConsentScope scope) {
        const auto now = desks.becomes(desk, intake.language, subject, 0).front().reach;
        const auto said = intake.consent.find(scope);
        const bool refused = said != intake.consent.end() && (said->second == ConsentState::refused ||
                                                              said->second == ConsentState::withdrawn);
        return refused && now != Reach::none ? Reach::barred : now;
    };
    DeskReaches out{.advisor = reach({DeskKind::advisor, intake.host.value_or("")}, ConsentScope::advisor),
                    .leader = reach({DeskKind::leader, intake.language}, ConsentScope::leader),
                    .department = reach({DeskKind::department, ""}, ConsentScope::department),
                    .coordinator = reach({DeskKind::coordinator, ""}, ConsentScope::institution)};
    if (!intake.host) out.advisor = Reach::none;
    if (intake.host && out.advisor == Reach::none) out.advisor = Reach::away;
    return out;
}

}  // namespace

TEST_CASE(
    "the proof's way through the tables ends where the routing ends, and finds somebody where it does") {
    const bool held = rc::check([] {
        const auto intake = any_intake();
        std::vector<PersonId> absent;
        for (int i = *rc::gen::inRange(0, 3); i > 0; --i) absent.push_back(one_of(office().people()).id);
        const auto people = without(*rc::gen::arbitrary<bool>() ? office() : with_coordinators(1), absent);
        const auto real = routed(intake, people);
        auto facts = facts_of(intake, {}, people, rules().parts().time.days);
        facts.set(Fact::urgency, real.urgency);
        const auto ending = StaffRoute(rules().parts().tables).ending(facts, reaches_of(intake, people));
        RC_ASSERT(ending.desk == Desk::parse(real.desk)->kind);
        RC_ASSERT((ending.reach <= Reach::interpreter) == !real.eligible.empty());
    });
    CHECK(held);
}

TEST_CASE("the example office covers every need when one person is away") {
    for (const auto& claim : prove_staff(rules(), office(), morning, 1))
        CHECK_MESSAGE(!stands_in_the_way(claim), claim.name);
    for (const char* name : {"leaders_remain", "advisors_remain"})
        CHECK_MESSAGE(proved(office(), name).verdict == ClaimVerdict::proved, name);
}

TEST_CASE("too few coordinators are refuted, and the smallest repair is named") {
    // One may be away and another may be the person complained about: three are the least.
    for (const auto& [there, more] : {std::pair(1, "2"), std::pair(2, "1"), std::pair(0, "0")}) {
        const auto claim = proved(with_coordinators(static_cast<std::size_t>(there)), "someone_remains");
        CHECK(claim.verdict == ClaimVerdict::refuted);
        CHECK(stands_in_the_way(claim));
        REQUIRE_FALSE(claim.witnesses.empty());
        CHECK(value(claim.witnesses.front().message, "more") == more);
        CHECK(value(claim.witnesses.front().message, "repair") == (there == 0 ? "none" : "coordinator"));
    }
    CHECK(proved(with_coordinators(3), "someone_remains").verdict == ClaimVerdict::proved);
}

TEST_CASE("whoever is away already counts beside those who might be") {
    std::vector<PersonId> most;
    for (const auto* person : office().members({DeskKind::coordinator, ""})) most.push_back(person->id);
    most.pop_back();
    CHECK(proved(without(office(), most), "someone_remains").verdict == ClaimVerdict::refuted);
    CHECK(proved(without(office(), {most.front()}), "someone_remains").verdict == ClaimVerdict::proved);
}

TEST_CASE("a language that keeps no leader and a host that keeps no advisor are named, and only warned of") {
    const auto leaders = office().members({DeskKind::leader, "ru"});
    const auto advisors = office().members({DeskKind::advisor, "37"});
    REQUIRE(leaders.size() == 2);
    const auto people = without(office(), {leaders.front()->id});
    const auto claim = proved(people, "leaders_remain");
    CHECK(claim.verdict == ClaimVerdict::refuted);
    CHECK_FALSE(stands_in_the_way(claim));
    REQUIRE(claim.witnesses.size() == 1);
    CHECK(value(claim.witnesses.front().message, "of") == "ru");
    CHECK(value(claim.witnesses.front().message, "absent") == leaders.back()->place);
    std::vector<PersonId> all;
    for (const auto* person : advisors) all.push_back(person->id);
    const auto host = proved(without(office(), all), "advisors_remain", 0);
    REQUIRE(host.witnesses.size() == 1);
    CHECK(value(host.witnesses.front().message, "of") == "37");
}

TEST_CASE(
    "an absence that costs callers their own language, or their desk, is told with what would mend it") {
    const auto leaders = office().members({DeskKind::leader, "ru"});
    const auto people = without(office(), {leaders.front()->id});
    const auto language = proved(people, "own_language_remains");
    CHECK(language.verdict == ClaimVerdict::refuted);
    CHECK_FALSE(stands_in_the_way(language));
    const auto of_ru = std::ranges::find_if(
        language.witnesses, [](const Witness& witness) { return witness.given.at("language") == "ru"; });
    REQUIRE(of_ru != language.witnesses.end());
    CHECK(of_ru->given.at("absent") == leaders.back()->place);
    CHECK(value(of_ru->message, "repair") == "leader");
    CHECK(value(of_ru->message, "more") == "1");

    const auto advisors = office().members({DeskKind::advisor, "37"});
    std::vector<PersonId> all_but_one;
    for (const auto* person : advisors) all_but_one.push_back(person->id);
    all_but_one.pop_back();
    const auto desk = proved(without(of_one_host("37"), all_but_one), "desk_remains");
    CHECK(desk.verdict == ClaimVerdict::refuted);
    CHECK_FALSE(stands_in_the_way(desk));
    const auto of_37 = std::ranges::find_if(
        desk.witnesses, [](const Witness& witness) { return witness.given.at("host") == "37"; });
    REQUIRE(of_37 != desk.witnesses.end());
    CHECK(of_37->given.at("absent") == advisors.back()->place);
    CHECK(value(of_37->message, "repair") == "advisor");
}

TEST_CASE("the grades of service are counted over every inquiry, and with nobody else away nothing is lost") {
    const auto figure = [](const Claim& claim, std::string_view name) {
        for (const auto& [key, value] : claim.figures)
            if (key == name) return std::stoull(value);
        return 0ULL;
    };
    for (const int absent : {0, 1}) {
        const auto claim = proved(office(), "someone_remains", absent);
        CHECK(figure(claim, "nobody") == 0);
        CHECK(figure(claim, "own_language") + figure(claim, "through_an_interpreter") +
                  figure(claim, "handed_over") ==
              figure(claim, "inquiries"));
        CHECK(figure(claim, "own_language") > 0);
    }
    const auto alone = proved(without(office(), {office().members({DeskKind::advisor, "37"}).front()->id}),
                              "someone_remains", 0);
    CHECK(figure(alone, "handed_over") > 0);  // a complaint about the only advisor who is there
    CHECK(proved(office(), "own_language_remains", 0).verdict == ClaimVerdict::proved);
    CHECK(proved(office(), "desk_remains", 0).verdict == ClaimVerdict::proved);
}

TEST_CASE("rules that let somebody take a case about themselves are refuted") {
    auto files = *read_rule_files(root() / "rules");
    auto& table = files.at("eligibility.dmn");
    const auto rule = table.find("<rule id=\"subject-of-the-case\">");
    const auto said = table.find("\"barred\"", rule);
    table.replace(said, sizeof "\"barred\"" - 1, "\"yes\"");
    const auto changed = *Rules::from(files, *Catalogue::load(root() / "rules/texts"));
    CHECK(proved(office(), "nobody_on_own_case", 1, *changed).verdict == ClaimVerdict::refuted);
}

TEST_CASE("a bar that holds only in a language that the person speaks is found") {
    auto files = *read_rule_files(root() / "rules");
    auto& table = files.at("eligibility.dmn");
    const std::string any = "id=\"subject-of-the-case-8\"><text>-";
    table.replace(table.find(any), any.size(), "id=\"subject-of-the-case-8\"><text>\"yes\"");
    const auto changed = *Rules::from(files, *Catalogue::load(root() / "rules/texts"));
    CHECK(proved(office(), "nobody_on_own_case", 1, *changed).verdict == ClaimVerdict::refuted);
}

TEST_CASE("a proof that would take too long is given up, and stands in the way") {
    const auto claims = prove_staff(rules(), office(), morning, 1, 100);
    CHECK(named(claims, "someone_remains").verdict == ClaimVerdict::unknown);
    CHECK(prove_staff(rules(), office(), morning, 3).front().verdict == ClaimVerdict::unknown);
}

TEST_CASE("what the staff covers and what it does not is said in both languages") {
    const auto texts = *Catalogue::load(root() / "rules/texts");
    const auto check = [&](const Message& message) {
        for (const char* language : {"en", "ja"}) {
            const auto said = texts.text(message, language);
            CHECK_MESSAGE((said != message.key && said.find('{') == std::string::npos), said);
        }
    };
    for (const auto& people : {office(), with_coordinators(1), with_coordinators(0)})
        for (const auto& claim : prove_staff(rules(), people, morning, 2)) {
            check(sentence_of(claim));
            for (const auto& witness : claim.witnesses) check(witness.message);
        }
}

}  // namespace sodan::routing::example
