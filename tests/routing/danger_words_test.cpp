// Words of danger may raise how urgent a case is, or say nothing: in every language, whatever else is known.

#include "example.h"

#include <array>
#include <map>
#include <set>

namespace sodan::routing::example {

using domain::Danger, domain::Urgency;

namespace {

using Words = std::map<std::string, std::vector<std::string>>;

const Words& words_of_danger() {
    static const auto out = read<Words>(root() / "rules/words/danger.json");
    return out;
}

// A word as it would stand in a text; "suicid*" stands for whatever goes on so.
std::string in_a_text(const std::string& word) {
    return word.ends_with('*') ? word.substr(0, word.size() - 1) + "al" : word;
}

Urgency urgency(const std::string& text, std::optional<Danger> danger, domain::Topic topic) {
    auto given = intake();
    given.danger = danger;
    given.topics = {topic};
    return first(given, text).urgency;
}

constexpr std::array<std::optional<Danger>, 4> assessments{std::nullopt, Danger::none, Danger::urgent,
                                                           Danger::immediate};
constexpr std::array topics{domain::Topic::W2, domain::Topic::W4, domain::Topic::P2, domain::Topic::L3,
                            domain::Topic::R1};

}  // namespace

TEST_CASE("every language of the office and its callers has words of danger") {
    for (const char* language : {"en", "ja", "zh", "ko", "fr", "de", "pt", "ru", "es"}) {
        CAPTURE(language);
        REQUIRE(words_of_danger().contains(language));
        CHECK(words_of_danger().at(language).size() >= 10);
    }
}

TEST_CASE("every word of every language raises a case that nobody took for urgent") {
    for (const auto& [language, words] : words_of_danger())
        for (const auto& word : words) {
            const auto text = "… " + in_a_text(word) + " …";
            INFO(language, " ", text);
            CHECK(urgency(text, Danger::none, domain::Topic::W2) == Urgency::urgent);
            CHECK(urgency(text, {}, domain::Topic::W2) == Urgency::urgent);
        }
}

TEST_CASE("no word of any language lowers anything") {
    for (const auto danger : assessments)
        for (const auto topic : topics) {
            const auto without = urgency("", danger, topic);
            for (const auto& [language, words] : words_of_danger())
                for (const auto& word : words) {
                    INFO(language, " ", word);
                    REQUIRE(urgency(in_a_text(word), danger, topic) <= without);
                }
        }
}

TEST_CASE("no text that names a day lowers anything, in any language") {
    const std::map<std::string, std::string> texts{
        {"en", "by tomorrow"}, {"ja", "明日まで"}, {"zh", "明天"},   {"ko", "내일"},  {"fr", "demain"},
        {"de", "morgen"},      {"pt", "amanhã"},   {"ru", "завтра"}, {"es", "mañana"}};
    for (const auto& [language, text] : texts) {
        CAPTURE(language);
        for (const auto danger : assessments)
            for (const auto topic : topics) CHECK(urgency(text, danger, topic) <= urgency("", danger, topic));
    }
}

TEST_CASE("what nobody has assessed is never routine, and is shown as not assessed") {
    for (const auto topic : topics) CHECK(urgency("", {}, topic) <= Urgency::prompt);
    auto given = intake();
    given.danger.reset();
    const auto decision = first(given);
    CHECK(decision.facts.at("danger") == "unknown");
    for (const char* language : {"en", "ja"}) {
        const auto said = rules().sentences(decision, office(), language);
        CHECK(said.back() == rules().texts().text({"rules.not_assessed"}, language));
    }
}

}  // namespace sodan::routing::example
