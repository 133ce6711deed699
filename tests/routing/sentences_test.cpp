#include "example.h"

#include <fmt/format.h>

namespace sodan::routing::example {

using domain::Danger, domain::Topic;

namespace {

std::string told(const Decision& decision, const std::string& language = "en",
                 const domain::Office& of = office()) {
    return fmt::format("{}", fmt::join(rules().sentences(decision, of, language), "\n"));
}

bool says(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

}  // namespace

TEST_CASE("an explanation says why here, who was passed over and why, by when, and what is not known") {
    auto given = intake();
    given.host = "34100";
    given.excludes = {"pa-34100-a"};
    given.danger.reset();
    const auto text = told(first(given));
    CHECK(says(text, "What is raised with the host goes to its advisors."));
    CHECK(says(text, "is a designated city and a host of its own"));
    CHECK(says(text, "PA-A of 34100 is passed over: the caller does not want them to know."));
    CHECK(says(text, "Danger: not assessed."));
    CHECK(says(text, "7 October 2026, 17:45"));
    CHECK_FALSE(says(text, office().person("pa-34100-a")->name));
}

TEST_CASE("leaders who are away are counted, not assumed to be two") {
    auto given = intake();
    given.language = "pt";
    auto of = office();
    for (const char* id : {"sgl-pt-a", "sgl-pt-b"}) of = of.with(away(*of.person(id)));
    const auto decision = first(given, "", of);
    CHECK(says(told(decision, "en", of),
               "Both leaders of the language are away, so the coordinators take it."));
    CHECK(says(told(decision, "en", of), "SGL-A of pt is passed over: away."));
    CHECK(says(told(decision, "ja", of), "二人とも不在"));
}

TEST_CASE("languages and days are named in the reader's language") {
    auto given = intake();
    given.language = "id";
    const auto decision = first(given, "25 Oktober");
    CHECK(says(told(decision), "There is no leader for Indonesian"));
    CHECK(says(told(decision, "ja"), "インドネシア語のリーダーがいない"));
}

TEST_CASE("a supervisor who is the subject is skipped, and the explanation says so") {
    auto given = intake();
    given.topics = {Topic::W4};
    given.concerns = {"supervisor"};
    given.tried_supervisor = domain::TriedSupervisor::no;
    const auto decision = first(given);
    CHECK(decision.suggestions.empty());
    CHECK(says(told(decision), "the first link of the chain is skipped"));
}

TEST_CASE("no placeholder is left in any sentence of any rule") {
    Decision decision{.desk = "advisor/02",
                      .facts = {{"danger", "unknown"}, {"language", "fr"}},
                      .named_date = "2026-10-25"};
    const auto tables = boost::json::parse(rules().tables_json());
    for (const auto& table : tables.at("tables").as_array())
        for (const auto& rule : table.at("rules").as_array()) {
            const std::string name(table.at("name").as_string());
            const FiredRule fired{name, std::string(rule.at("id").as_string())};
            if (name == "eligibility")
                decision.passed_over.push_back({"pa-02-a", fired.rule});
            else
                decision.fired.push_back(fired);
        }
    for (const char* language : {"en", "ja"})
        for (const auto& sentence : rules().sentences(decision, office(), language)) {
            CAPTURE(sentence);
            CHECK(sentence.find_first_of("{}") == std::string::npos);
            CHECK_FALSE(sentence.starts_with("rule"));
        }
}

}  // namespace sodan::routing::example
