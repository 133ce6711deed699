#include "routing/sentences.h"

#include "calendar/calendar.h"
#include "routing/named_dates.h"

#include <fmt/format.h>
#include <unicode/locid.h>

#include <algorithm>
#include <array>

namespace sodan::routing {

Sentences::Pattern Sentences::pattern(std::string_view text) {
    Pattern out;
    while (!text.empty()) {
        const auto open = std::min(text.find('{'), text.size());
        if (open > 0) out.pieces.push_back({std::string(text.substr(0, open)), false});
        if (open == text.size()) break;
        const auto close = text.find('}', open);
        const auto name = text.substr(open + 1, close == std::string_view::npos ? close : close - open - 1);
        if (close == std::string_view::npos || name.find_first_of(",{'") != std::string_view::npos)
            return {{}, false};
        out.pieces.push_back({std::string(name), true});
        text.remove_prefix(close + 1);
    }
    return out;
}

namespace {

std::string display_name(const char* tag, const char* in) {
    icu::UnicodeString name;
    icu::Locale(tag).getDisplayLanguage(icu::Locale(in), name);
    std::string out;
    return name.toUTF8String(out);
}

}  // namespace

bool Sentences::knows_the_names_in(std::string_view text) {
    constexpr std::array names{"person", "language", "leaders", "due", "named_date", "host"};
    return std::ranges::all_of(pattern(text).pieces, [&](const Piece& piece) {
        return !piece.is_name || std::ranges::find(names, piece.text) != names.end();
    });
}

Sentences::Sentences(const std::map<std::string, std::string>& en,
                     const std::map<std::string, std::string>& ja, std::set<std::string> unsaid)
    : unsaid_(std::move(unsaid)) {
    for (const auto& [key, text] : en)
        if (const auto other = ja.find(key); other != ja.end())
            patterns_[key] = {pattern(text), pattern(other->second)};
    for (const auto* const* tag = icu::Locale::getISOLanguages(); *tag; ++tag)
        if (std::string_view(*tag).size() == 2)
            languages_[*tag] = {display_name(*tag, "en"), display_name(*tag, "ja")};
}

std::string Sentences::language_name(const std::string& tag, bool japanese) const {
    const auto primary = tag.substr(0, tag.find('-'));
    const auto found = languages_.find(primary);
    if (found == languages_.end()) return display_name(primary.c_str(), japanese ? "ja" : "en");
    return japanese ? found->second.second : found->second.first;
}

std::string Sentences::text(const Catalogue& texts, std::string_view key, const Arguments& arguments,
                            bool japanese) const {
    const auto found = patterns_.find(key);
    if (found == patterns_.end()) return texts.text({std::string(key)}, japanese ? "ja" : "en");
    const auto& pattern = japanese ? found->second.second : found->second.first;
    if (!pattern.plain) return texts.text({std::string(key), arguments}, japanese ? "ja" : "en");
    std::string out;
    for (const auto& piece : pattern.pieces) {
        const auto named = [&](const auto& argument) { return argument.first == piece.text; };
        const auto argument = piece.is_name ? std::ranges::find_if(arguments, named) : arguments.end();
        out += argument == arguments.end() ? piece.text : argument->second;
    }
    return out;
}

Sentences::Arguments Sentences::day_parts(std::string_view iso_day, bool japanese) const {
    const auto day = day_from(iso_day);
    if (!day) return {};
    const auto part = [&](const char* what, unsigned number) {
        const auto found = patterns_.find(fmt::format("rules.{}.{}", what, number));
        if (found == patterns_.end()) return std::string();
        const auto& pieces = (japanese ? found->second.second : found->second.first).pieces;
        return pieces.empty() ? std::string() : pieces.front().text;
    };
    return {{"weekday", part("weekday", std::chrono::weekday(std::chrono::sys_days(*day)).c_encoding())},
            {"month", part("month", static_cast<unsigned>(day->month()))},
            {"day", std::to_string(static_cast<unsigned>(day->day()))},
            {"year", std::to_string(static_cast<int>(day->year()))}};
}

std::string Sentences::day(std::string_view iso_day, bool japanese) const {
    const auto parts = day_parts(iso_day, japanese);
    return parts.empty() ? std::string(iso_day) : text({}, "rules.day", parts, japanese);
}

std::string Sentences::moment(Instant instant, bool japanese) const {
    const auto written = to_string(instant);  // in Japan's offset
    return text({}, "rules.moment",
                {{"day", day(written.substr(0, 10), japanese)}, {"time", written.substr(11, 5)}}, japanese);
}

// One decision put into words, in the order of thought.
class Explanation {
public:
    Explanation(const Sentences& sentences, const Catalogue& texts, const Decision& decision,
                const domain::Office& office, bool japanese)
        : sentences_(sentences), texts_(texts), decision_(decision), office_(office), japanese_(japanese) {
        add_arguments();
    }

    std::vector<std::string> told() {
        say({"rules.urgency.", code(decision_.urgency)});
        bool people_named = false;
        for (const auto& fired : decision_.fired) {
            const bool later = fired.table == "supervisor_link" || fired.table == "deadlines";
            if (later && !std::exchange(people_named, true)) name_people();
            say({"rule.", fired.table, ".", fired.rule});
        }
        if (!people_named) name_people();
        say_deadlines();
        if (fact("danger") == "unknown") say({"rules.not_assessed"});
        return std::move(out_);
    }

    void say_deadlines() {
        const bool is_new = deadline_in(decision_, domain::Window::first_answer) != nullptr;
        say({is_new ? "rules.first_answer" : "rules.due"});
        for (const auto& deadline : decision_.deadlines) {
            auto said = sentences_.of(deadline, texts_, japanese_ ? "ja" : "en");
            const bool is_the_one = &deadline == &decision_.deadlines.front();
            if (!is_the_one) said.resize(1);  // it is counted like the first
            for (auto& sentence : said) out_.push_back(std::move(sentence));
        }
        if (named_day_has_passed()) say({"rules.named_date_passed"});
    }

    // Also of what goes without saying, and of what did not fire: then a name may have nothing to stand for.
    std::string reason(const FiredRule& rule, const domain::PersonId& about) {
        name_person(about);
        add_host();
        for (const auto* name : {"named_date", "host"}) arguments_.emplace_back(name, "…");
        return sentences_.text(texts_, "rule." + rule.table + "." + rule.rule, arguments_, japanese_);
    }

private:
    void name_person(const domain::PersonId& id) {
        const auto* person = office_.person(id);
        arguments_.front().second = person ? person->place : id;
    }

    bool named_day_has_passed() const {
        if (!decision_.named_date || decision_.deadlines.empty()) return false;
        return *decision_.named_date < iso(calendar::day_in_japan(decision_.deadlines.front().from));
    }

    std::string fact(std::string_view name) const {
        const auto found = decision_.facts.find(std::string(name));
        return found == decision_.facts.end() ? "" : found->second;
    }

    void add_arguments() {
        const auto tag = fact("language");
        const auto primary = tag.substr(0, tag.find('-'));
        arguments_ = {
            {"person", ""},
            {"language", sentences_.language_name(tag, japanese_)},
            {"leaders", std::to_string(office_.members({domain::DeskKind::leader, primary}).size())},
            {"due", sentences_.moment(decision_.due, japanese_)}};
        if (decision_.named_date)
            arguments_.emplace_back("named_date", sentences_.day(*decision_.named_date, japanese_));
    }

    void say(std::initializer_list<std::string_view> key) {
        key_.clear();
        for (const auto part : key) key_ += part;
        if (sentences_.unsaid_.contains(key_)) return;
        auto sentence = sentences_.text(texts_, key_, arguments_, japanese_);
        if (!sentence.empty()) out_.push_back(std::move(sentence));
    }

    void name_people() {
        name_host();
        for (const auto& passed : decision_.passed_over) {
            name_person(passed.person);
            say({"rule.eligibility.", passed.rule});
        }
        if (decision_.no_one_eligible) say({"rules.no_one_eligible"});
        name_last_helper();
    }

    void name_last_helper() {
        const auto last = decision_.question ? decision_.question->continuity : std::nullopt;
        if (!last || decision_.eligible.empty() || decision_.eligible.front() != *last) return;
        name_person(*last);
        say({"rules.same_helper"});
    }

    // Nine names stand for a prefecture and a city both, so the explanation says which it is.
    const domain::Host* add_host() {
        const auto desk = domain::Desk::parse(decision_.desk);
        if (!desk || desk->kind != domain::DeskKind::advisor) return nullptr;
        const auto* host = office_.host(desk->of);
        if (host) arguments_.emplace_back("host", japanese_ ? host->name_ja : host->name_en);
        return host;
    }
    void name_host() {
        const auto* host = add_host();
        if (!host) return;
        say({host->kind == domain::HostKind::designated_city ? "rules.host_city" : "rules.host"});
    }

    const Sentences& sentences_;
    const Catalogue& texts_;
    const Decision& decision_;
    const domain::Office& office_;
    bool japanese_;
    Sentences::Arguments arguments_{};  // the person first, for that one changes
    std::string key_{};
    std::vector<std::string> out_{};
};

std::string Sentences::reason(const Decision& decision, const domain::Office& office, const Catalogue& texts,
                              const FiredRule& rule, std::string_view language,
                              const domain::PersonId& about) const {
    return Explanation(*this, texts, decision, office, language.starts_with("ja")).reason(rule, about);
}

std::vector<std::string> Sentences::of(const Decision& decision, const domain::Office& office,
                                       const Catalogue& texts, std::string_view language) const {
    return Explanation(*this, texts, decision, office, language.starts_with("ja")).told();
}

}  // namespace sodan::routing
