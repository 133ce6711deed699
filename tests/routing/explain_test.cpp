// Why this and not something else: what an explanation says is held to the tables.

#include "routing/explain.h"
#include "base/json_text.h"
#include "questions.h"
#include "routing/parts.h"

namespace sodan::routing::example {

namespace {

Explained explained(const Decision& decision, const domain::Intake& given,
                    const domain::Office& of = office()) {
    return explain(rules(), {decision, given, of, given.received_at});
}

AskedTable asked(const Explained& explanation, const std::string& table) {
    const auto found = std::ranges::find(explanation.tables, table, &AskedTable::table);
    REQUIRE_MESSAGE(found != explanation.tables.end(), table);
    return *found;
}

const TableText& text_of(const std::string& table) {
    return rules().parts().tables[*from_code<TableName>(table)].text();
}

// What the cell of that rule says of the values that the fact had.
bool is_false(const std::string& table, const std::string& rule, const Condition& condition) {
    const auto& text = text_of(table);
    const auto found = std::ranges::find(text.rules, rule, &TableRule::id);
    const auto slot = std::ranges::find(text.inputs, *from_code<Fact>(condition.fact)) - text.inputs.begin();
    const auto values = values_of(*from_code<Fact>(condition.fact));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto had = "," + condition.value + ",";
        if (had.find("," + std::string(values[i]) + ",") == std::string::npos) continue;
        if ((found->accepts.at(static_cast<std::size_t>(slot)) >> i & 1) != 0) return false;
    }
    return true;
}

std::string said_of(const Explained& explanation, const Past& past, const std::string& desk,
                    std::string_view language) {
    for (const auto& other : explanation.desks)
        if (to_string(other.desk) == desk) return in_words(rules(), past, other, language);
    return "";
}

}  // namespace

TEST_CASE(
    "every rule of a table that was asked fired, or says by which facts it did not, and those rule it out") {
    CHECK(rc::check([] {
        const auto given = any_intake();
        const auto of = any_office();
        const auto decision = rules().decide(any_question(), given, {of, any_instant(), {}});
        for (const auto& table : explained(decision, given, of).tables) {
            const auto& text = text_of(table.table);
            RC_ASSERT(table.rules.size() + table.not_taken.size() == text.rules.size());
            for (const auto& rule : table.not_taken) {
                RC_ASSERT(rule.because.empty() != rule.beaten_by.empty());
                if (!rule.beaten_by.empty()) RC_ASSERT(text.hit_policy == "P");
                for (const auto& condition : rule.because) {
                    RC_ASSERT(decision.facts.at(condition.fact) == condition.value);
                    RC_ASSERT(is_false(table.table, rule.rule, condition));
                }
            }
        }
    }));
}

TEST_CASE("every desk that a first inquiry did not go to is spoken of, in both languages") {
    auto given = intake();
    given.language = "pt-br";
    given.wishes = domain::DeskKind::advisor;
    const auto decision = first(given);
    REQUIRE(decision.desk == "advisor/02");
    const auto explanation = explained(decision, given);
    const Past past{decision, given, office(), given.received_at};
    CHECK(explanation.desks.size() == 4);
    for (const auto& other : explanation.desks)
        for (const auto* language : {"en", "ja"}) {
            const auto sentence = in_words(rules(), past, other, language);
            CHECK_FALSE(sentence.starts_with("why."));
            CHECK(sentence.find("why.is.") == std::string::npos);
        }
    CHECK(said_of(explanation, past, "leader/pt", "en").find("Portuguese") != std::string::npos);
    CHECK(said_of(explanation, past, "supervisor", "en").find("never") != std::string::npos);
}

TEST_CASE("a caller who wants English is told why the leaders were not asked") {
    const auto given = intake();
    const auto decision = first(given);
    const Past past{decision, given, office(), given.received_at};
    const auto sentence = said_of(explained(decision, given), past, "leader/en", "en");
    CHECK(
        sentence.starts_with("The leaders for English were not asked: the caller wants to talk in English"));
}

TEST_CASE("a desk that was turned to first and relieved says by which rule") {
    auto of = office();
    for (const auto* person : office().members({domain::DeskKind::coordinator, ""})) {
        auto gone = *person;
        gone.left = Instant{};
        of = of.with(std::move(gone));
    }
    auto given = intake();
    given.addressed_to = domain::AddressedTo::clair;
    for (const auto* person : office().members({domain::DeskKind::coordinator, ""}))
        given.excludes.push_back(person->id);
    const auto decision = rules().decide({}, given, {of, given.received_at, {}});
    REQUIRE(decision.desk == "department");
    const Past past{decision, given, of, given.received_at};
    const auto explanation = explain(rules(), past);
    CHECK(said_of(explanation, past, "coordinator", "en").find("turned to first") != std::string::npos);
}

TEST_CASE("a more severe rule beats one whose conditions hold all the same") {
    auto given = intake();
    given.topics = {domain::Topic::L4};
    const auto urgency = asked(explained(first(given), given), "urgency");
    CHECK(urgency.rules == std::vector<std::string>{"disaster"});
    const auto routine = std::ranges::find(urgency.not_taken, "nothing-presses", &NotTaken::rule);
    REQUIRE(routine != urgency.not_taken.end());
    CHECK(routine->beaten_by == "disaster");
    const auto crime = std::ranges::find(urgency.not_taken, "accident-or-crime", &NotTaken::rule);
    CHECK(crime->because == std::vector<Condition>{{"topic", "L4", {"L3"}}});
}

TEST_CASE("each person says by which rule, and with how much to do") {
    const auto given = intake();
    auto of = office();
    of = of.with(away(*of.person("pa-02-b")));
    const Moment now{of, given.received_at, [](const auto& person) { return person == "pa-02-a" ? 3 : 0; }};
    const auto decision = rules().first_route(given, "", now);
    const auto people = explained(decision, given, of).people;
    const auto one = [&](const char* id) { return *std::ranges::find(people, id, &AskedPerson::person); };
    CHECK(one("pa-02-a").rule == "free-to-take-it");
    CHECK(one("pa-02-a").verdict == "yes");
    CHECK(one("pa-02-a").load == 3);
    CHECK(one("pa-02-b").rule == "absent");
    CHECK(one("pa-02-b").verdict == "no");
    CHECK_FALSE(one("pa-02-b").load);
}

TEST_CASE("a topic that one of several meets rules nothing out") {
    auto given = intake();
    given.topics = {domain::Topic::L1, domain::Topic::W4};
    const auto urgency = asked(explained(first(given), given), "urgency");
    const auto crime = std::ranges::find(urgency.not_taken, "accident-or-crime", &NotTaken::rule);
    CHECK(crime->because == std::vector<Condition>{{"topic", "L1,W4", {"L3"}}});
    CHECK(urgency.rules == std::vector<std::string>{"harassment"});
}

}  // namespace sodan::routing::example
