#include "office/emergency.h"

#include <boost/json/array.hpp>

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;
using domain::Institution;

namespace {

std::string primary(const std::string& language) { return language.substr(0, language.find('-')); }

bool answers_in(const Institution& one, const std::string& language) {
    return std::ranges::find(one.languages, language) != one.languages.end();
}

// As the directory has it, with the date on which it was last checked.
json::object line(const Institution& one) {
    auto out = written(one).as_object();
    for (const auto* unneeded : {"kind", "fax", "source", "as_of"}) out.erase(unneeded);
    out["last_checked"] = one.as_of;
    return out;
}

template <class Wanted>
json::array lines(const domain::Office& office, std::string_view kind, Wanted wanted) {
    json::array out;
    for (const auto& one : office.directory())
        if (one.kind == kind && wanted(one)) out.push_back(line(one));
    return out;
}

json::object steps(const Catalogue& texts, bool a_line_answers) {
    json::object out;
    for (const char* language : {"en", "ja"}) {
        json::array said;
        for (const auto* step : {"call", "stay", "confirm"})
            said.emplace_back(texts.text({std::string("office.emergency.") + step}, language));
        if (!a_line_answers) said.emplace_back(texts.text({"office.emergency.no_line"}, language));
        out[language] = std::move(said);
    }
    return out;
}

}  // namespace

std::optional<json::object> emergency_panel(const CaseFile& file, const domain::Office& office,
                                            const Catalogue& texts) {
    if (!file.memory().help_due) return {};
    const auto language = primary(file.intake().language);
    auto theirs =
        lines(office, "helpline", [&](const Institution& one) { return answers_in(one, language); });
    const bool a_line_answers = !theirs.empty();
    if (!a_line_answers)  // English is what most of the others answer in
        theirs = lines(office, "helpline", [](const Institution& one) { return answers_in(one, "en"); });
    return json::object{{"asked_again_at", to_string(*file.memory().help_due)},
                        {"language", language},
                        {"steps", steps(texts, a_line_answers)},
                        {"call", lines(office, "emergency", [](const Institution&) { return true; })},
                        {"lines", std::move(theirs)}};
}

}  // namespace sodan::office
