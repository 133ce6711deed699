// Reading a set of rules: all of it, or nothing and the reason.

#include "calendar/exceptions.h"
#include "routing/folded.h"
#include "routing/named_dates.h"
#include "routing/parts.h"
#include "routing/refusals.h"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <map>

namespace sodan::routing {

namespace json = boost::json;

namespace {

Outcome<calendar::Exceptions> declared_days(const RuleFiles& files) {
    const auto file = files.find("holidays.json");
    if (file == files.end()) return calendar::Exceptions{};
    auto days = calendar::read_exceptions(file->second);
    if (!days) return not_loaded("words", {{"file", file->first}, {"what", days.refusal().pointer}});
    return days;
}

std::map<std::string, std::string> patterns_of(const std::filesystem::path& file) {
    std::map<std::string, std::string> out;
    boost::system::error_code error;
    const auto parsed = json::parse(bytes_of(file).value_or(""), error);
    if (error || !parsed.is_object())
        return out;  // the catalogue has read it before, and refused what is broken
    for (const auto& [key, text] : parsed.get_object())
        if (text.is_string()) out.emplace(key, text.get_string());
    return out;
}

}  // namespace

ReadText read_text(const TextWords& words, std::string_view text, Instant received_at) {
    const auto said = folded(text);
    const auto found = words.find(said);
    const auto is_danger = [](const TextWord& word) { return word.kind == WordKind::danger; };
    return {.named_day = named_day(said, found, words.languages(), calendar::day_in_japan(received_at)),
            .holds_danger = std::ranges::any_of(found, is_danger)};
}

Rules::Rules() = default;
Rules::~Rules() = default;

Outcome<std::shared_ptr<const Rules>> Rules::load(const std::filesystem::path& folder) {
    const auto files = read_rule_files(folder);
    if (!files) return files.refusal();
    return from(*files, folder / "texts");
}

Outcome<std::shared_ptr<const Rules>> Rules::from(const RuleFiles& files,
                                                  const std::filesystem::path& texts_folder) {
    auto texts = Catalogue::load(texts_folder);
    if (!texts) return texts.refusal();
    auto tables = tables_from(files, *texts);
    if (!tables) return tables.refusal();
    auto words = TextWords::from(files);
    if (!words) return words.refusal();
    auto exceptions = declared_days(files);
    if (!exceptions) return exceptions.refusal();
    Deadlines deadlines((*tables)[TableName::deadlines]);
    Sentences sentences(*texts, patterns_of(texts_folder / "en/rules.json"),
                        patterns_of(texts_folder / "ja/rules.json"));
    std::shared_ptr<Rules> out(new Rules);
    out->parts_ = std::make_unique<const Parts>(
        Parts{version_of(files), *std::move(texts), *std::move(tables), std::move(deadlines),
              *std::move(words), calendar::OfficeCalendar(*std::move(exceptions)), std::move(sentences)});
    return std::shared_ptr<const Rules>(std::move(out));
}

const std::string& Rules::version() const { return parts_->version; }
const Catalogue& Rules::texts() const { return parts_->texts; }

Instant Rules::deadline(domain::Urgency urgency, domain::DeskKind desk, Window window, Instant from) const {
    return parts_->deadlines.at(urgency, desk, window, from, parts_->days);
}

std::vector<std::string> Rules::sentences(const Decision& decision, const domain::Office& office,
                                          std::string_view language) const {
    return parts_->sentences.of(decision, office, parts_->texts, language);
}

}  // namespace sodan::routing
