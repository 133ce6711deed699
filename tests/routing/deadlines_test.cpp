// By when, and why then: how deadlines are counted, what is kept of it, and how it is said.

#include "example.h"

#include <fmt/format.h>

#include <algorithm>

namespace sodan::routing::example {

using domain::Danger, domain::Desk, domain::DeskKind, domain::Urgency;

namespace {

const Desk advisors{DeskKind::advisor, "02"};

Counted counted(Urgency urgency, Window window, const char* from, const Rules& by = rules()) {
    return by.counted(urgency, advisors, window, at(from));
}

std::string told(const Counted& counted, const char* language = "en") {
    return fmt::format("{}", fmt::join(rules().sentences(counted, language), "\n"));
}

bool says(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

// The shipped rules with another file of hours, or another line in the table of deadlines.
Outcome<std::shared_ptr<const Rules>> with(const std::string& file, const std::string& from,
                                           const std::string& to) {
    auto files = *read_rule_files(root() / "rules");
    auto& text = files[file];
    const auto found = text.find(from);
    REQUIRE(found != std::string::npos);
    text.replace(found, from.size(), to);
    return Rules::from(files, *Catalogue::load(root() / "rules/texts"));
}

}  // namespace

TEST_CASE("a deadline over Silver Week names the days off, in both languages") {
    const auto answer = counted(Urgency::prompt, Window::first_answer, "2026-09-18T16:50:00+09:00");
    CHECK(to_string(answer.due) == "2026-09-25T17:45:00+09:00");
    CHECK(answer.days_off == std::vector<OffDays>{{"2026-09-21", "2026-09-23"}});
    CHECK(says(told(answer), "21-23 September are days off."));
    CHECK(says(told(answer), "First answer: within 2 business days"));
    CHECK(says(told(answer), "office hours of the desk count, 9:00-17:45"));
    CHECK(says(told(answer, "ja"), "9月21日〜23日は休業日です。"));
    CHECK(says(told(answer, "ja"), "最初の回答"));
}

TEST_CASE("days off across New Year, and a single one, are said so") {
    CHECK(says(told(counted(Urgency::prompt, Window::pick_up, "2026-12-28T10:00:00+09:00")),
               "29 December-3 January are days off."));
    CHECK(says(told(counted(Urgency::prompt, Window::pick_up, "2026-10-09T10:00:00+09:00")),
               "12 October is a day off."));
}

TEST_CASE("what comes in at night counts from the opening, and the reason says so") {
    const auto at_night = counted(Urgency::routine, Window::pick_up, "2026-10-05T22:00:00+09:00");
    REQUIRE(at_night.begins);
    CHECK(to_string(*at_night.begins) == "2026-10-06T09:00:00+09:00");
    CHECK(says(told(at_night), "outside office hours (9:00-17:45)"));
}

TEST_CASE("the two most urgent levels run day and night, over every holiday") {
    for (const auto urgency : {Urgency::immediate, Urgency::urgent})
        for (int window = 0; window < 7; ++window) {
            const auto one = counted(urgency, static_cast<Window>(window), "2026-12-31T23:30:00+09:00");
            CHECK(one.unit != Unit::business_days);
            CHECK_FALSE(one.opens);
            CHECK(one.days_off.empty());
            CHECK(one.due - one.from <= std::chrono::hours(72));
            CHECK(says(told(one), "day and night"));
        }
}

TEST_CASE("rules that let an urgent case pause, or give nobody any time, do not load") {
    const auto pausing = with("deadlines.dmn",
                              "<text>4</text></outputEntry>\n        <outputEntry "
                              "id=\"urgent-first-answer-5\"><text>\"hours\"</text>",
                              "<text>4</text></outputEntry>\n        <outputEntry "
                              "id=\"urgent-first-answer-5\"><text>\"business_days\"</text>");
    REQUIRE_FALSE(pausing);
    CHECK(pausing.refusal().message.key == "rules_not_loaded.deadline_pauses");
    const auto nothing =
        with("deadlines.dmn", "id=\"prompt-offer-4\"><text>1</text>", "id=\"prompt-offer-4\"><text>0</text>");
    REQUIRE_FALSE(nothing);
    CHECK(nothing.refusal().message.key == "rules_not_loaded.output_unknown");
}

TEST_CASE("an office gives a desk hours of its own, and its deadlines are counted in them") {
    const auto own = with("hours.json", "{\n  \"default\"",
                          "{\n  \"advisor/02\": {\"days\": [\"tuesday\"], \"from\": \"13:00\", \"until\": "
                          "\"17:00\"},\n  \"default\"");
    REQUIRE(own);
    const auto one = counted(Urgency::prompt, Window::pick_up, "2026-10-05T10:00:00+09:00", **own);
    CHECK(to_string(one.due) == "2026-10-13T17:00:00+09:00");
    CHECK(one.opens == "13:00");
    const auto other = (*own)->counted(Urgency::prompt, {DeskKind::advisor, "03"}, Window::pick_up, one.from);
    CHECK(to_string(other.due) == "2026-10-06T17:45:00+09:00");
}

TEST_CASE("hours that are none do not load, and the refusal names the place") {
    const auto broken = with("hours.json", "\"until\": \"17:45\"", "\"until\": \"08:00\"");
    REQUIRE_FALSE(broken);
    CHECK(broken.refusal().message.values[1].second == "/default/until");
}

TEST_CASE("a new case is to be picked up before its caller is to be answered") {
    for (const auto danger : {Danger::none, Danger::urgent, Danger::immediate}) {
        auto given = intake();
        given.danger = danger;
        const auto decision = first(given);
        const auto* answer = deadline_in(decision, Window::first_answer);
        const auto* pick_up = deadline_in(decision, Window::pick_up);
        REQUIRE(answer);
        REQUIRE(pick_up);
        CHECK(answer->due == decision.due);
        CHECK(pick_up->due <= answer->due);
        CHECK_FALSE(deadline_in(decision, Window::offer));
    }
}

TEST_CASE(
    "a day that the caller names before the deadline brings both forward, and whoever logs it is told") {
    auto given = intake();
    given.received_at = at("2026-09-18T16:50:00+09:00");
    given.named_date = "2026-09-25";
    const auto decision = first(given);
    CHECK(std::ranges::find(decision.suggestions, "deadline-before-due") != decision.suggestions.end());
    given.named_date = "2026-09-24";
    const auto sooner = first(given);
    const auto* answer = deadline_in(sooner, Window::first_answer);
    REQUIRE(answer);
    CHECK(to_string(sooner.due) == "2026-09-24T17:45:00+09:00");
    CHECK(answer->named_date == "2026-09-24");
    CHECK(deadline_in(sooner, Window::pick_up)->due <= sooner.due);
    CHECK(says(told(*answer), "24 September 2026, so it is due sooner"));
}

TEST_CASE("who names today is told of at once, too") {
    auto given = intake();
    given.named_date = "2026-10-05";
    const auto decision = first(given);
    CHECK(to_string(decision.due) == "2026-10-05T17:45:00+09:00");
    const auto said = rules().sentences(decision, office(), "en");
    CHECK(std::ranges::any_of(said, [](const auto& one) { return says(one, "so it is due sooner"); }));
}

TEST_CASE("a named holiday is kept by the close of the last open day before it") {
    auto given = intake();
    given.received_at = at("2026-10-30T10:00:00+09:00");
    given.named_date = "2026-11-03";
    const auto decision = first(given);
    CHECK(to_string(decision.due) == "2026-11-02T17:45:00+09:00");
    for (const auto& deadline : decision.deadlines) CHECK_FALSE(says(told(deadline), "a day off"));
}

TEST_CASE("whoever logs a day that has passed already is told so") {
    auto given = intake();
    given.named_date = "2026-10-02";
    const auto decision = first(given);
    for (const auto* language : {"en", "ja"}) {
        const auto said = rules().sentences(decision, office(), language);
        CHECK(std::ranges::any_of(said, [](const auto& one) {
            return says(one, "has passed already") || says(one, "すでに過ぎています");
        }));
    }
}

}  // namespace sodan::routing::example
