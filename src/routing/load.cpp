// Reading a set of rules: all of it, or nothing and the reason.

#include "calendar/exceptions.h"
#include "routing/folded.h"
#include "routing/named_dates.h"
#include "routing/parts.h"
#include "routing/refusals.h"

#include "base/text.h"

#include <boost/json/parse.hpp>

#include <algorithm>

namespace sodan::routing {

namespace json = boost::json;

namespace {

using Files = std::map<std::string, std::string>;

Outcome<Files> files_below(const std::filesystem::path& folder) {
    Files out;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
        if (entry.path().extension() != ".dmn") continue;
        auto bytes = bytes_of(entry.path());
        if (!bytes) return not_loaded("file_missing", {{"file", name_of(entry.path())}});
        out[name_of(entry.path())] = *std::move(bytes);
    }
    if (out.empty()) return not_loaded("file_missing", {{"file", "*.dmn"}});
    return out;
}

// Of everything that a decision depends on but its sentences.
std::string version_of(const Files& tables, const std::filesystem::path& folder) {
    std::string all;
    const auto add = [&](const std::string& name, const std::string& bytes) {
        all += name + '\n' + std::to_string(bytes.size()) + '\n' + bytes;
    };
    for (const auto& [name, bytes] : tables) add(name, bytes);
    for (const char* name : {"words/dates.json", "words/danger.json", "holidays.json"})
        add(name, bytes_of(folder / name).value_or(""));
    return "r-" + hash_hex(all).substr(0, 12);
}

Outcome<calendar::Exceptions> declared_days(const std::filesystem::path& file) {
    const auto bytes = bytes_of(file);
    if (!bytes) return calendar::Exceptions{};
    auto days = calendar::read_exceptions(*bytes);
    if (!days) return not_loaded("words", {{"file", name_of(file)}, {"what", days.refusal().pointer}});
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
    auto texts = Catalogue::load(folder / "texts");
    if (!texts) return texts.refusal();
    const auto files = files_below(folder);
    if (!files) return files.refusal();
    auto tables = tables_from(*files, *texts);
    if (!tables) return tables.refusal();
    auto words = TextWords::load(folder / "words");
    if (!words) return words.refusal();
    auto exceptions = declared_days(folder / "holidays.json");
    if (!exceptions) return exceptions.refusal();
    Deadlines deadlines((*tables)[TableName::deadlines]);
    Sentences sentences(*texts, patterns_of(folder / "texts/en/rules.json"),
                        patterns_of(folder / "texts/ja/rules.json"));
    std::shared_ptr<Rules> out(new Rules);
    out->parts_ = std::make_unique<const Parts>(
        Parts{version_of(*files, folder), *std::move(texts), *std::move(tables), std::move(deadlines),
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
