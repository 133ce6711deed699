#include "routing/folded.h"
#include "routing/text_words.h"
#include "routing/word_finder.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

namespace sodan::routing {

namespace {

std::vector<std::uint32_t> found(const WordFinder& finder, std::string_view text) {
    std::vector<std::uint32_t> out;
    for (const auto& word : finder.find(folded(text))) out.push_back(word.id);
    return out;
}

bool holds_danger(std::string_view text) {
    static const auto words = TextWords::from(*read_rule_files(std::filesystem::path(SODAN_ROOT) / "rules"));
    REQUIRE(words);
    return std::ranges::any_of(words->find(folded(text)),
                               [](const auto& word) { return word.kind == WordKind::danger; });
}

}  // namespace

TEST_CASE("folding lowers letters, composes accents and widens nothing") {
    CHECK(folded("ÀÉ Ё Привет") == "àé ё привет");
    CHECK(folded("e\xCC\x81t\xC3\xA9") == "été");
    CHECK(folded("２５日　ＡＢｃ") == "25日 abc");
    CHECK(folded("don’t") == "don't");
}

TEST_CASE("words of a script with spaces are found whole, others anywhere") {
    WordFinder finder;
    finder.add("rape", 1);
    finder.add("suicid*", 2);
    finder.add("自殺", 3);
    finder.build();
    CHECK(found(finder, "a rape.") == std::vector<std::uint32_t>{1});
    CHECK(found(finder, "the drapes and the grape").empty());
    CHECK(found(finder, "Suicidal") == std::vector<std::uint32_t>{2});
    CHECK(found(finder, "もう自殺しか") == std::vector<std::uint32_t>{3});
}

TEST_CASE("of words within one another the longest is found, and the same word in two languages twice") {
    WordFinder finder;
    finder.add("tomorrow", 1);
    finder.add("day after tomorrow", 2);
    finder.add("april", 3);
    finder.add("april", 4);
    finder.build();
    CHECK(found(finder, "the day after tomorrow") == std::vector<std::uint32_t>{2});
    CHECK(found(finder, "not the day but tomorrow") == std::vector<std::uint32_t>{1});
    CHECK(found(finder, "April").size() == 2);
}

TEST_CASE("signs of danger are known in the languages of the callers") {
    for (const char* text : {"I want to die", "I don’t want to live any more", "死にたい", "我不想活了",
                             "죽고 싶어요", "J'ai envie de mourir", "Quiero morir", "Quero morrer",
                             "Ich will sterben", "Я хочу умереть", "Saya ingin mati"}) {
        CAPTURE(text);
        CHECK(holds_danger(text));
    }
    CHECK_FALSE(holds_danger("My contract says 20 days of leave."));
}

}  // namespace sodan::routing
