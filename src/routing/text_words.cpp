#include "routing/text_words.h"

#include "routing/folded.h"
#include "routing/refusals.h"

#include <boost/json/parse.hpp>

namespace sodan::routing {

namespace json = boost::json;

namespace {

template <class T> Outcome<T> read_words(const RuleFiles& files, const std::string& file) {
    const auto found = files.find(file);
    if (found == files.end()) return not_loaded("file_missing", {{"file", file}});
    boost::system::error_code error;
    const auto parsed = json::parse(found->second, error);
    if (error) return not_loaded("words", {{"file", file}, {"what", error.message()}});
    auto read = Reader::read<T>(parsed);
    if (!read) return not_loaded("words", {{"file", file}, {"what", read.refusal().pointer}});
    return read;
}

void fold(DateWords::Words& words) {
    for (auto& word : words) word = folded(word);
}

DateWords folded(DateWords words) {
    for (auto* list : {&words.before_weekday, &words.after_weekday, &words.before_next_week, &words.between,
                       &words.before_day, &words.after_day, &words.may_follow, &words.year_mark,
                       &words.month_mark, &words.day_mark, &words.not_after, &words.not_before})
        fold(*list);
    return words;
}

bool has_parts(const DateWords& words) {
    return (words.weekdays.empty() || words.weekdays.size() == 7) &&
           (words.months.empty() || words.months.size() == 12);
}

}  // namespace

void TextWords::add(std::string_view word, WordKind kind, std::size_t language, int value) {
    finder_.add(folded(word), static_cast<std::uint32_t>(meanings_.size()));
    meanings_.push_back({kind, language, value, 0, 0});
}

void TextWords::add_dates(std::size_t language, const DateWords& words) {
    for (const auto& [word, days] : words.days_from_now) add(word, WordKind::relative_day, language, days);
    for (std::size_t day = 0; day < words.weekdays.size(); ++day)
        for (const auto& word : words.weekdays[day])
            add(word, WordKind::weekday, language, static_cast<int>(day));
    for (std::size_t month = 0; month < words.months.size(); ++month)
        for (const auto& word : words.months[month])
            add(word, WordKind::month, language, static_cast<int>(month) + 1);
}

Outcome<TextWords> TextWords::from(const RuleFiles& files) {
    const auto dates = read_words<std::map<std::string, DateWords>>(files, "words/dates.json");
    if (!dates) return dates.refusal();
    const auto danger =
        read_words<std::map<std::string, std::vector<std::string>>>(files, "words/danger.json");
    if (!danger) return danger.refusal();
    TextWords out;
    for (const auto& [language, words] : *dates) {
        if (!has_parts(words))
            return not_loaded("words", {{"file", "words/dates.json"}, {"what", "/" + language}});
        out.add_dates(out.languages_.size(), words);
        out.languages_.push_back(folded(words));
    }
    for (const auto& [language, words] : *danger)
        for (const auto& word : words) out.add(word, WordKind::danger, 0, 0);
    out.finder_.build();
    return out;
}

std::vector<TextWord> TextWords::find(std::string_view folded_text) const {
    std::vector<TextWord> out;
    for (const auto& found : finder_.find(folded_text)) {
        auto word = meanings_[found.id];
        word.begin = found.begin;
        word.end = found.end;
        out.push_back(word);
    }
    return out;
}

}  // namespace sodan::routing
