#include "routing/named_dates.h"

#include "routing/folded.h"
#include "routing/text_cursor.h"

#include <fmt/format.h>

#include <algorithm>

namespace sodan::routing {

namespace {

using std::chrono::days, std::chrono::sys_days, std::chrono::year, std::chrono::month, std::chrono::day,
    std::chrono::months;

std::optional<Day> valid(int y, int m, int d) {
    const Day out{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
    return out.ok() ? std::optional(out) : std::nullopt;
}

// Finds every day that a text names, in one pass over its digits and one over its listed words.
class Days {
public:
    Days(std::string_view text, const std::vector<TextWord>& words, const std::vector<DateWords>& languages,
         Day said_on)
        : text_(text), words_(words), languages_(languages), said_on_(said_on) {}

    std::optional<Day> nearest() {
        for (const auto& word : words_) read(word);
        for (std::size_t at = 0; at < text_.size(); ++at)
            if (is_digit_at(text_, at)) at = read_number(at);
        if (today_ && (!best_ || sys_days(*best_) > sys_days(said_on_) + days(7))) return said_on_;
        return best_;
    }

private:
    void name(std::optional<Day> found) {
        if (!found || *found < said_on_) return;
        if (*found == said_on_)
            today_ = true;
        else if (!best_ || *found < *best_)
            best_ = found;
    }
    void name_in(int days_from_now) { name(Day(sys_days(said_on_) + days(days_from_now))); }

    // A day of a month without a year: the next one.
    void name_of_year(int m, int d, int y) {
        if (y != 0) return name(valid(y, m, d));
        const auto this_year = static_cast<int>(said_on_.year());
        const auto found = valid(this_year, m, d);
        name(found && *found >= said_on_ ? found : valid(this_year + 1, m, d));
    }
    // A day without a month: the next one that has that number.
    void name_of_month(int d) {
        for (int ahead = 0; ahead < 3; ++ahead) {
            const auto in = std::chrono::year_month(said_on_.year(), said_on_.month()) + months(ahead);
            const Day found{in.year(), in.month(), day(static_cast<unsigned>(d))};
            if (found.ok() && found >= said_on_) return name(found);
        }
    }

    void read(const TextWord& word) {
        if (word.kind == WordKind::relative_day) read_relative(word);
        if (word.kind == WordKind::weekday) read_weekday(word);
        if (word.kind == WordKind::month) read_month(word);
    }

    void read_relative(const TextWord& word) {
        if (!follows(word.begin, languages_[word.language].not_after)) name_in(word.value);
    }

    bool follows(std::size_t at, const DateWords::Words& words) const {
        return word_before(text_, before_blanks(text_, at), words) > 0;
    }
    bool is_followed_by(std::size_t at, const DateWords::Words& words) const {
        return word_at(text_, at, words) > 0 || word_at(text_, past_blanks(text_, at), words) > 0;
    }
    // The place before words such as "the" that may stand in between.
    std::size_t before_between(std::size_t at, const DateWords& words) const {
        at = before_blanks(text_, at);
        if (const auto length = word_before(text_, at, words.between)) at = before_blanks(text_, at - length);
        return at;
    }
    std::size_t past_between(std::size_t at, const DateWords& words) const {
        at = past_blanks(text_, at);
        if (const auto length = word_at(text_, at, words.between)) at = past_blanks(text_, at + length);
        return at;
    }

    // A weekday counts only where a word says that it lies ahead: most others tell of what was, or of every
    // week.
    void read_weekday(const TextWord& word) {
        const auto& words = languages_[word.language];
        const auto today = static_cast<int>(std::chrono::weekday(sys_days(said_on_)).iso_encoding()) - 1;
        const auto ahead = (word.value - today + 6) % 7 + 1;
        if (follows(word.begin, words.before_next_week)) return name_in(7 - today + word.value);
        const bool is_ahead =
            word_before(text_, before_between(word.begin, words), words.before_weekday) > 0 ||
            follows(word.begin, words.before_weekday) || is_followed_by(word.end, words.after_weekday);
        if (is_ahead) name_in(ahead);
    }

    // "25 September", "the 25th of September", "September 25", each with or without a year.
    void read_month(const TextWord& word) {
        const auto& words = languages_[word.language];
        const auto after = number_at(text_, past_between(word.end, words));
        if (is_day(after) && text_.substr(after.end(), 1) != ":")
            return name_of_year(word.value, after.value, year_after(after.end()));
        auto at = before_between(word.begin, words);
        at -= suffix_before(at, words);
        const auto before = number_before(text_, at);
        if (is_day(before)) name_of_year(word.value, before.value, year_after(word.end));
    }

    // "25th": the ending clings to its number, so it is no word of its own.
    std::size_t suffix_before(std::size_t at, const DateWords& words) const {
        for (const auto& ending : words.after_day)
            if (text_.substr(0, at).ends_with(ending)) return ending.size();
        return 0;
    }
    std::size_t suffix_at(std::size_t at, const DateWords& words) const {
        for (const auto& ending : words.after_day)
            if (text_.substr(at).starts_with(ending) && !is_word_sign_at(text_, at + ending.size()))
                return ending.size();
        return 0;
    }

    static bool is_day(const Number& number) {
        return number.length > 0 && number.length <= 2 && number.value >= 1 && number.value <= 31;
    }

    int year_after(std::size_t at) const {
        if (at < text_.size() && text_[at] == ',') ++at;
        const auto number = number_at(text_, past_blanks(text_, at));
        return number.length == 4 && number.value >= 2000 ? number.value : 0;
    }

    // Reads what begins with the number at `at`; the place of the last sign that it took.
    std::size_t read_number(std::size_t at) {
        const auto number = number_at(text_, at);
        const auto last = number.end() - 1;
        if (number.length == 4) return read_year(number).value_or(last);
        if (number.length > 2) return last;
        for (const auto& words : languages_) {
            if (const auto end = read_marked(number, words, 0)) return *end;
            if (is_day(number)) read_day(number, words);
        }
        return last;
    }

    // "2026-09-25", "2026/9/25", "2026年9月25日".
    std::optional<std::size_t> read_year(const Number& number) {
        const auto sign = text_.substr(number.end(), 1);
        if (sign == "-" || sign == "/") {
            const auto m = number_at(text_, number.end() + 1);
            const auto d = number_at(text_, m.end() + 1);
            if (m.length == 0 || !is_day(d) || text_.substr(m.end(), 1) != sign) return {};
            name(valid(number.value, m.value, d.value));
            return d.end() - 1;
        }
        for (const auto& words : languages_)
            if (const auto length = mark_at(number.end(), words.year_mark))
                if (const auto end = read_marked(number_at(text_, past_blanks(text_, number.end() + length)),
                                                 words, number.value))
                    return end;
        return {};
    }

    std::size_t mark_at(std::size_t at, const DateWords::Words& marks) const {
        for (const auto& mark : marks)
            if (text_.substr(std::min(at, text_.size())).starts_with(mark)) return mark.size();
        return 0;
    }

    // "9月25日", "25日", "25号": marks that follow the number at once.
    std::optional<std::size_t> read_marked(const Number& number, const DateWords& words, int in_year) {
        if (number.length == 0 || number.length > 2) return {};
        if (const auto length = mark_at(number.end(), words.month_mark)) {
            const auto d = number_at(text_, past_blanks(text_, number.end() + length));
            if (!is_day(d) || mark_at(d.end(), words.day_mark) == 0) return {};
            name_of_year(number.value, d.value, in_year);
            return d.end() - 1;
        }
        const auto length = mark_at(number.end(), words.day_mark);
        if (length == 0 || !is_day(number)) return {};
        if (mark_at(number.end() + length, words.not_before) == 0) name_of_month(number.value);
        return number.end() - 1;
    }

    // "the 25th": a day alone, where the words around it say that it is one.
    void read_day(const Number& number, const DateWords& words) {
        const bool before = follows(number.begin, words.before_day);
        const auto suffix = suffix_at(number.end(), words);
        const bool is_one = words.day_needs_both ? before && suffix > 0 : before || suffix > 0;
        if (is_one && ends_there(number.end() + suffix, words)) name_of_month(number.value);
    }
    bool ends_there(std::size_t at, const DateWords& words) const {
        const auto next = past_blanks(text_, at);
        if (next >= text_.size() || text_[next] == '\n') return true;
        if (next == at && is_word_sign_at(text_, at)) return false;
        if (std::string_view(".,;:!?)").find(text_[next]) != std::string_view::npos)
            return !is_digit_at(text_, next + 1);
        return word_at(text_, next, words.may_follow) > 0;
    }

    std::string_view text_;
    const std::vector<TextWord>& words_;
    const std::vector<DateWords>& languages_;
    Day said_on_;
    std::optional<Day> best_;
    bool today_ = false;
};

}  // namespace

std::optional<Day> named_day(std::string_view folded, const std::vector<TextWord>& words,
                             const std::vector<DateWords>& languages, Day said_on) {
    return Days(folded, words, languages, said_on).nearest();
}

std::optional<Day> day_from(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    const auto y = number_at(text, 0), m = number_at(text, 5), d = number_at(text, 8);
    if (y.length != 4 || m.length != 2 || d.length != 2) return {};
    return valid(y.value, m.value, d.value);
}

std::string iso(Day of) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(of.year()), static_cast<unsigned>(of.month()),
                       static_cast<unsigned>(of.day()));
}

}  // namespace sodan::routing
