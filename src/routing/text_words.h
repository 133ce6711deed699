#pragma once
// The words that an office lists: by which a date is named, and which hold a sign of danger
// (rules/words/*.json). What they lead to is the tables' business.

#include "base/described.h"
#include "base/outcome.h"
#include "routing/rule_files.h"
#include "routing/word_finder.h"

#include <boost/describe/class.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::routing {

// One language's ways to name a day; docs/rules.md says what each list is for.
struct DateWords {
    using Words = std::vector<std::string>;
    std::map<std::string, int> days_from_now{};
    std::vector<Words> weekdays{}, months{};  // seven from Monday, twelve from January
    Words before_weekday{}, after_weekday{}, before_next_week{};
    Words between{}, before_day{}, after_day{}, may_follow{};
    bool day_needs_both = false;
    Words year_mark{}, month_mark{}, day_mark{};
    Words not_after{}, not_before{};
    static constexpr bool sparse = true;
};
BOOST_DESCRIBE_STRUCT(DateWords, (),
                      (days_from_now, weekdays, months, before_weekday, after_weekday, before_next_week,
                       between, before_day, after_day, may_follow, day_needs_both, year_mark, month_mark,
                       day_mark, not_after, not_before))

enum class WordKind : std::uint8_t { danger, relative_day, weekday, month };

// A listed word as it was found in a text.
struct TextWord {
    WordKind kind;
    std::size_t language;  // index into TextWords::languages()
    int value;             // days from now, weekday 0-6 from Monday, month 1-12
    std::size_t begin, end;
};

class TextWords {
public:
    // Reads words/dates.json and words/danger.json; the refusal names the file and the place in it.
    static Outcome<TextWords> from(const RuleFiles&);

    std::vector<TextWord> find(std::string_view folded) const;
    const std::vector<DateWords>& languages() const { return languages_; }

private:
    void add(std::string_view word, WordKind, std::size_t language, int value);
    void add_dates(std::size_t language, const DateWords&);

    std::vector<DateWords> languages_;  // folded
    std::vector<TextWord> meanings_;    // by the finder's ids
    WordFinder finder_;
};

}  // namespace sodan::routing
