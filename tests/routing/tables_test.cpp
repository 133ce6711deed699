// The tables that ship with the project, held to their catalogue of facts and to their texts.

#include "routing/tables.h"
#include "base/catalogue.h"
#include "dmn/evaluate.h"
#include "dmn/model.h"
#include "example.h"

#include <set>

namespace sodan::routing::example {

namespace {

std::map<std::string, std::string> files() {
    std::map<std::string, std::string> out;
    for (const auto& entry : std::filesystem::directory_iterator(root() / "rules"))
        if (entry.path().extension() == ".dmn") out[entry.path().filename()] = bytes_of(entry.path());
    return out;
}

const Catalogue& texts() {
    static const auto out = Catalogue::load(root() / "rules/texts");
    REQUIRE(out);
    return *out;
}

const Tables& tables() {
    static const auto out = tables_from(files());
    REQUIRE(out);
    return *out;
}

// Every combination of the facts that a table asks for.
template <class Each> void for_every_combination(const Table& table, Each each) {
    std::vector<Facts> all{Facts{}};
    for (const auto input : table.text().inputs) {
        std::vector<Facts> next;
        for (const auto& facts : all)
            for (std::size_t value = 0; value < values_of(input).size(); ++value) {
                next.push_back(facts);
                next.back().set(input, value);
            }
        all = std::move(next);
    }
    for (const auto& facts : all) each(facts);
}

dmn::Context context_of(const Table& table, const Facts& facts) {
    dmn::Context out;
    for (const auto input : table.text().inputs)
        out.entries.push_back({std::string(name_of(input)), dmn::Value(value_name(input, facts[input]))});
    return out;
}

}  // namespace

TEST_CASE("for every combination of facts each table that must decide has exactly one rule") {
    for (const auto& table : tables().all) {
        if (table.text().hit_policy == "C") continue;
        CAPTURE(table.text().name);
        std::size_t undecided = 0;
        for_every_combination(table, [&](const Facts& facts) {
            std::vector<bool> fitting;
            table.collect(facts, fitting);
            const auto fits = std::ranges::count(fitting, true);
            undecided += table.text().hit_policy == "U" ? fits != 1 : fits == 0;
        });
        CHECK(undecided == 0);
    }
}

TEST_CASE("the compiled tables say what the decision engine says of the same file") {
    for (const auto& [file, bytes] : files()) {
        const auto model = dmn::Model::load(bytes, file);
        REQUIRE(model);
        for (const auto& decision : model->decisions) {
            const auto& table = tables()[*from_code<TableName>(decision.name)];
            if (table.text().hit_policy == "C") continue;
            CAPTURE(decision.name);
            std::size_t n = 0, differences = 0;
            for_every_combination(table, [&](const Facts& facts) {
                if (n++ % 7 != 0) return;
                const auto verdict = dmn::evaluate(*decision.table(), context_of(table, facts));
                differences += verdict.hits.empty() || verdict.hits.front() != table.decide(facts);
            });
            CHECK(differences == 0);
        }
    }
}

TEST_CASE("every input of a table is a fact of the catalogue, and every fact is an input of a table") {
    std::set<Fact> asked;
    for (const auto& table : tables().all)
        asked.insert(table.text().inputs.begin(), table.text().inputs.end());
    CHECK(asked.size() == fact_count);
}

TEST_CASE("every rule and every fact is put into words in both languages") {
    for (const auto& table : tables().all)
        for (const auto& rule : table.text().rules)
            CHECK(rules().texts().has("rule." + table.text().name + "." + rule.id));
    for (std::size_t i = 0; i < fact_count; ++i)
        CHECK(texts().has("fact." + std::string(name_of(static_cast<Fact>(i)))));
    CHECK(texts().languages() == std::vector<std::string>{"en", "ja"});
}

TEST_CASE("no text is kept for a rule that is gone") {
    std::set<std::string> rules;
    for (const auto& table : tables().all)
        for (const auto& rule : table.text().rules) rules.insert("rule." + table.text().name + "." + rule.id);
    for (const auto& key : texts().keys())
        if (key.starts_with("rule.")) CHECK_MESSAGE(rules.contains(key), key);
}

TEST_CASE("what is not known is never read as better than what is known to be harmless") {
    const auto& table = tables()[TableName::urgency];
    for_every_combination(table, [&](Facts facts) {
        facts.set(Fact::danger, domain::Danger::none);
        const auto harmless = table.rule(table.decide(facts)).outputs.front();
        facts.set(Fact::danger, 3);
        CHECK(table.rule(table.decide(facts)).outputs.front() <= harmless);
    });
}

TEST_CASE("the clock of an immediate danger is the shortest at every desk and for every window") {
    const auto from = at("2026-12-30T23:50:00+09:00");
    for (int desk = 0; desk < 5; ++desk)
        for (int window = 0; window < 7; ++window) {
            Instant before{};
            for (int urgency = 0; urgency < 4; ++urgency) {
                const auto due = rules().deadline(static_cast<domain::Urgency>(urgency),
                                                  domain::Desk{static_cast<domain::DeskKind>(desk), ""},
                                                  static_cast<Window>(window), from);
                CHECK(due > from);
                CHECK(due >= before);
                before = due;
            }
        }
}

TEST_CASE("tables and facts can be listed") {
    const auto listed = boost::json::parse(rules().tables_json());
    CHECK(listed.at("version").as_string() == rules().version());
    CHECK(listed.at("tables").as_array().size() == tables().all.size());
    CHECK(boost::json::parse(Rules::facts_json()).at("facts").as_array().size() == fact_count);
    CHECK(boost::json::parse(rules().facts_json("ja")).at("facts").at(0).at("means").as_string().size() > 10);
}

}  // namespace sodan::routing::example
