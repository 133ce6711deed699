// Reading a set of rules: all of it, or nothing and the reason.

#include "calendar/exceptions.h"
#include "routing/folded.h"
#include "routing/named_dates.h"
#include "routing/parts.h"
#include "routing/refusals.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace sodan::routing {

namespace {

// What the file of that name says; an office that has none does without.
template <class T>
Outcome<T> declared(const RuleFiles& files, const char* name, Outcome<T> (*read)(std::string_view)) {
    const auto file = files.find(name);
    if (file == files.end()) return T{};
    auto out = read(file->second);
    if (!out) return not_loaded("words", {{"file", file->first}, {"what", out.refusal().pointer}});
    return out;
}

Outcome<BusinessTime> business_time(const RuleFiles& files) {
    auto days = declared(files, "holidays.json", calendar::read_exceptions);
    if (!days) return days.refusal();
    auto hours = declared(files, "hours.json", calendar::OfficeHours::read);
    if (!hours) return hours.refusal();
    return BusinessTime{calendar::OfficeCalendar(*std::move(days)), *std::move(hours)};
}

std::map<std::string, std::string> patterns_of(const Catalogue& texts, std::string_view language) {
    std::map<std::string, std::string> out;
    for (const auto& key : texts.keys())
        if (key.starts_with("rule.") || key.starts_with("rules."))
            out.emplace(key, texts.pattern(key, language));
    return out;
}

std::string key_of(const TableText& table, const TableRule& rule) {
    return "rule." + table.name + "." + rule.id;
}

// Without the reasons of other rules, whose texts these may be.
std::string as_json(const Catalogue& texts, std::string_view language) {
    boost::json::object out;
    for (const auto& key : texts.keys())
        if (!key.starts_with("rule.")) out[key] = texts.pattern(key, language);
    return boost::json::serialize(out);
}

// The reasons stand beside the other texts, under rule.TABLE.ID, so that whoever explains asks in one place.
Outcome<Catalogue> with_reasons(const Catalogue& texts, const Tables& tables) {
    boost::json::object en, ja;
    for (const auto& table : tables.all)
        for (const auto& rule : table.text().rules) {
            en[key_of(table.text(), rule)] = rule.reason_en;
            ja[key_of(table.text(), rule)] = rule.reason_ja;
        }
    return Catalogue::from_json({{"en", {as_json(texts, "en"), boost::json::serialize(en)}},
                                 {"ja", {as_json(texts, "ja"), boost::json::serialize(ja)}}});
}

std::set<std::string> unsaid_in(const Tables& tables) {
    std::set<std::string> out;
    for (const auto& table : tables.all)
        for (const auto& rule : table.text().rules)
            if (!rule.is_said) out.insert(key_of(table.text(), rule));
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
    auto texts = Catalogue::load(folder / "texts");
    if (!texts) return texts.refusal();
    return from(*files, *std::move(texts));
}

Outcome<std::shared_ptr<const Rules>> Rules::from(const RuleFiles& files, Catalogue given) {
    auto tables = tables_from(files);
    if (!tables) return tables.refusal();
    auto texts = with_reasons(given, *tables);
    if (!texts) return texts.refusal();
    auto words = TextWords::from(files);
    if (!words) return words.refusal();
    auto time = business_time(files);
    if (!time) return time.refusal();
    auto deadlines = Deadlines::from((*tables)[TableName::deadlines]);
    if (!deadlines) return deadlines.refusal();
    Sentences sentences(patterns_of(*texts, "en"), patterns_of(*texts, "ja"), unsaid_in(*tables));
    std::shared_ptr<Rules> out(new Rules);
    out->parts_ = std::make_unique<const Parts>(
        Parts{version_of(files), *std::move(texts), *std::move(tables), *std::move(deadlines),
              *std::move(words), *std::move(time), std::move(sentences)});
    return std::shared_ptr<const Rules>(std::move(out));
}

const std::string& Rules::version() const { return parts_->version; }
const Catalogue& Rules::texts() const { return parts_->texts; }

Counted Rules::counted(domain::Urgency urgency, const domain::Desk& desk, Window window, Instant from) const {
    return parts_->deadlines.counted(urgency, desk, window, from, parts_->time);
}

Instant Rules::deadline(domain::Urgency urgency, const domain::Desk& desk, Window window,
                        Instant from) const {
    return counted(urgency, desk, window, from).due;
}

std::vector<std::string> Rules::sentences(const Counted& counted, std::string_view language) const {
    return parts_->sentences.of(counted, parts_->texts, language);
}

std::string Rules::reason(const Decision& decision, const domain::Office& office, const FiredRule& rule,
                          std::string_view language, const domain::PersonId& about) const {
    return parts_->sentences.reason(decision, office, parts_->texts, rule, language, about);
}

std::vector<std::string> Rules::sentences(const Decision& decision, const domain::Office& office,
                                          std::string_view language) const {
    return parts_->sentences.of(decision, office, parts_->texts, language);
}

}  // namespace sodan::routing
