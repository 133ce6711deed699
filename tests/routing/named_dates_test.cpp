#include "routing/named_dates.h"
#include "routing/folded.h"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <string>

namespace sodan::routing {

using namespace std::chrono_literals;  // 2026y

namespace {

// 18 September 2026 is a Friday.
std::string named_on(const std::string& text, Day said_on = 2026y / 9 / 18) {
    static const auto words = TextWords::from(*read_rule_files(std::filesystem::path(SODAN_ROOT) / "rules"));
    REQUIRE(words);
    const auto said = folded(text);
    const auto day = named_day(said, words->find(said), words->languages(), said_on);
    return day ? iso(*day) : "";
}

}  // namespace

TEST_CASE("today and tomorrow are understood in every language of the office") {
    for (const char* text : {"I must decide today.", "Preciso falar hoje.", "¿Puedo hablar hoy?",
                             "今日中に返事が必要です", "今天要交", "오늘까지요", "Мне надо сегодня.",
                             "Ich brauche heute Hilfe.", "Je dois répondre aujourd’hui."}) {
        CAPTURE(text);
        CHECK(named_on(text) == "2026-09-18");
    }
    for (const char* text :
         {"They come tomorrow.", "Amanhã é tarde.", "Necesito viajar mañana", "明日までに", "明天要走",
          "내일 떠나요", "Завтра суд.", "Morgen muss ich unterschreiben.", "Je pars demain."}) {
        CAPTURE(text);
        CHECK(named_on(text) == "2026-09-19");
    }
    CHECK(named_on("the day after tomorrow") == "2026-09-20");
    CHECK(named_on("après-demain") == "2026-09-20");
}

TEST_CASE("a day of a month is the next one that has that number") {
    CHECK(named_on("by next Friday, the 25th.") == "2026-09-25");
    CHECK(named_on("on the 2nd of October") == "2026-10-02");
    CHECK(named_on("I have to be out by the 10th") == "2026-10-10");
    CHECK(named_on("antes del 25, por favor") == "2026-09-25");
    CHECK(named_on("25日までに") == "2026-09-25");
    CHECK(named_on("２５日までに") == "2026-09-25");
    CHECK(named_on("25号之前") == "2026-09-25");
    CHECK(named_on("25일까지") == "2026-09-25");
    CHECK(named_on("до 25 числа") == "2026-09-25");
}

TEST_CASE("a day with its month is understood with and without a year") {
    for (const char* text :
         {"25 September", "September 25", "the 25th of September", "Sept 25th, 2026", "2026-09-25",
          "2026/9/25", "9月25日", "2026年9月25日", "9월 25일", "le 25 septembre", "el 25 de septiembre",
          "25 de setembro", "am 25. September", "25 сентября"}) {
        CAPTURE(text);
        CHECK(named_on(text) == "2026-09-25");
    }
    CHECK(named_on("until 3 January") == "2027-01-03");
    CHECK(named_on("am 3. März 2027") == "2027-03-03");
}

TEST_CASE("a weekday counts where a word says that it lies ahead") {
    CHECK(named_on("by Monday") == "2026-09-21");
    CHECK(named_on("this coming Tuesday") == "2026-09-22");
    CHECK(named_on("hasta el lunes") == "2026-09-21");
    CHECK(named_on("bis Montag") == "2026-09-21");
    CHECK(named_on("来週の水曜日に") == "2026-09-23");
    CHECK(named_on("下周五") == "2026-09-25");
    CHECK(named_on("금요일까지") == "2026-09-25");
    CHECK(named_on("Every Friday she shouts") == "");
    CHECK(named_on("On Monday he shouted at me") == "");
}

TEST_CASE("numbers that are no dates name none") {
    for (const char* text :
         {"My contract says 20 days' leave, the office says 12.", "三日間連絡なし", "3日間", "20日間", "24/7",
          "on the 2nd floor", "The bus at 10:20", "I moved in April", "last 5 years", "room 25",
          "les 25 élèves", "el 50 por ciento", "Guten Morgen", "por la mañana", "the 1st time"}) {
        CAPTURE(text);
        CHECK(named_on(text) == "");
    }
}

TEST_CASE("of several days the nearest counts, and today only where no other is near") {
    CHECK(named_on("the 30th or the 25th.") == "2026-09-25");
    CHECK(named_on("He said today that I must leave by the 23rd") == "2026-09-23");
    CHECK(named_on("I need to talk today; my card ends on 31 March") == "2026-09-18");
}

TEST_CASE("days that do not exist name none") {
    CHECK(named_on("2026-02-30") == "");
    CHECK(named_on("32日") == "");
    CHECK(named_on("31 February") == "");
    CHECK_FALSE(day_from("2026-2-3"));
    CHECK_FALSE(day_from("2026-02-30"));
}

TEST_CASE("a text of the greatest length is read in one go, whatever is in it") {
    for (const char* piece :
         {"1 ", "the 1st ", "today ", "9月", "25日", "a", "the day after ", "ß", "2026-"}) {
        std::string text;
        while (text.size() < 20'000) text += piece;
        CHECK_NOTHROW(named_on(text));
    }
}

}  // namespace sodan::routing
