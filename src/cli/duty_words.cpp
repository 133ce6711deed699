#include "cli/duty_words.h"

#include <boost/json/object.hpp>

#include <map>
#include <sstream>

namespace sodan::cli {

namespace json = boost::json;

namespace {

using Words = std::vector<std::string>;

Words words_of(const std::string& text) {
    std::istringstream in(text);
    Words out;
    for (std::string word; in >> word;) out.push_back(word);
    return out;
}

Words days_of(const std::string& word) {
    const Words week{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    if (word == "daily") return week;
    if (word == "weekdays") return {week.begin(), week.begin() + 5};
    return {word};
}

// "22:00-08:00" and perhaps "deputy", from the second word on.
std::optional<json::object> hours_in(const Words& words) {
    const auto dash = words[1].find('-');
    const bool is_deputy = words.size() == 3 && words[2] == "deputy";
    if (dash == std::string::npos || words.size() > 3 || (words.size() == 3 && !is_deputy)) return {};
    return json::object{{"from", words[1].substr(0, dash)},
                        {"until", words[1].substr(dash + 1)},
                        {"part", is_deputy ? "deputy" : "first"}};
}

}  // namespace

std::optional<json::array> hours_of_week(const std::vector<std::string>& texts) {
    json::array out;
    for (const auto& text : texts) {
        const auto words = words_of(text);
        const auto hours = words.size() < 2 ? std::nullopt : hours_in(words);
        if (!hours) return {};
        for (const auto& day : days_of(words.front())) {
            auto one = *hours;
            one["day"] = day;
            out.push_back(std::move(one));
        }
    }
    return out;
}

std::optional<json::array> hours_of_dates(const std::vector<std::string>& texts) {
    std::map<std::string, json::array> dates;
    for (const auto& text : texts) {
        const auto words = words_of(text);
        if (words.empty()) return {};
        auto& hours = dates[words.front()];
        if (words.size() == 1) continue;
        auto one = hours_in(words);
        if (!one) return {};
        hours.push_back(*std::move(one));
    }
    json::array out;
    for (auto& [date, hours] : dates) out.push_back({{"on", date}, {"hours", std::move(hours)}});
    return out;
}

}  // namespace sodan::cli
