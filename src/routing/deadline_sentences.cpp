// How a deadline was counted, in words: the allowed time, the days that do not count, and the hours.

#include "routing/sentences.h"

namespace sodan::routing {

namespace {

std::string hour(const std::optional<std::string>& time) {
    if (!time) return "";
    return time->starts_with('0') ? time->substr(1) : *time;
}

}  // namespace

std::string Sentences::days_off(const OffDays& off, const Catalogue& texts, bool japanese) const {
    auto arguments = day_parts(off.to, japanese);
    for (auto& [name, value] : day_parts(off.from, japanese))
        arguments.emplace_back("from_" + name, std::move(value));
    const bool is_one_day = off.from == off.to;
    const bool in_one_month = off.from.substr(0, 7) == off.to.substr(0, 7);
    const auto* key = is_one_day     ? "rules.deadline.day_off"
                      : in_one_month ? "rules.deadline.days_off"
                                     : "rules.deadline.days_off_across";
    return text(texts, key, arguments, japanese);
}

std::vector<std::string> Sentences::of(const Counted& counted, const Catalogue& texts,
                                       std::string_view language) const {
    const bool japanese = language.starts_with("ja");
    Arguments arguments{{"window", std::string(code(counted.window))},
                        {"amount", std::to_string(counted.amount)},
                        {"unit", std::string(code(counted.unit))},
                        {"from", moment(counted.from, japanese)},
                        {"due", moment(counted.due, japanese)},
                        {"opens", hour(counted.opens)},
                        {"closes", hour(counted.closes)}};
    if (counted.begins) arguments.emplace_back("begins", moment(*counted.begins, japanese));
    if (counted.named_date) arguments.emplace_back("named_date", day(*counted.named_date, japanese));
    const auto said = [&](const char* key) { return text(texts, key, arguments, japanese); };
    std::vector<std::string> out{said("rules.deadline.span")};
    if (counted.begins) out.push_back(said("rules.deadline.outside_hours"));
    for (const auto& off : counted.days_off) out.push_back(days_off(off, texts, japanese));
    out.push_back(said(counted.opens ? "rules.deadline.hours" : "rules.deadline.never_pauses"));
    if (counted.named_date) out.push_back(said("rules.deadline.named_date"));
    return out;
}

}  // namespace sodan::routing
