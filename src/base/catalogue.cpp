#include "base/catalogue.h"

#include <unicode/msgfmt.h>
#include <unicode/parseerr.h>
#include <boost/json/parse.hpp>

#include <fstream>
#include <iterator>
#include <set>

namespace sodan {

namespace json = boost::json;
using icu::MessageFormat, icu::Locale, icu::UnicodeString, icu::Formattable;

namespace {

Refusal broken(std::string language, std::string key) {
    return {Refusal::Why::rules_not_loaded,
            {"catalogue.broken", {{"language", std::move(language)}, {"text", std::move(key)}}}};
}

bool parses(const std::string& pattern, const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    UParseError where;
    const MessageFormat format(UnicodeString::fromUTF8(pattern), Locale(language.c_str()), where, status);
    return U_SUCCESS(status);
}

std::string formatted(const std::string& pattern, const Message& message, const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    const MessageFormat format(UnicodeString::fromUTF8(pattern), Locale(language.c_str()), status);
    std::vector<UnicodeString> names;
    std::vector<Formattable> values;
    for (const auto& [name, value] : message.values) {
        names.push_back(UnicodeString::fromUTF8(name));
        values.emplace_back(UnicodeString::fromUTF8(value));
    }
    UnicodeString text;
    format.format(names.data(), values.data(), static_cast<int>(values.size()), text, status);
    std::string out;
    return U_SUCCESS(status) ? text.toUTF8String(out) : pattern;
}

std::string primary(std::string_view tag) { return std::string(tag.substr(0, tag.find_first_of("-_"))); }

}  // namespace

Outcome<Catalogue> Catalogue::from_json(
    const std::map<std::string, std::vector<std::string>>& json_by_language) {
    Catalogue out;
    std::set<std::string> keys;
    for (const auto& [language, files] : json_by_language) {
        auto& patterns = out.patterns_[language];
        for (const auto& file : files) {
            boost::system::error_code error;
            const auto parsed = json::parse(file, error);
            if (error || !parsed.is_object()) return broken(language, "");
            for (const auto& [key, text] : parsed.get_object()) {
                if (!text.is_string() || !parses(std::string(text.get_string()), language))
                    return broken(language, key);
                if (!patterns.emplace(key, text.get_string()).second) return broken(language, key);
                keys.emplace(key);
            }
        }
    }
    for (const auto& [language, patterns] : out.patterns_)
        for (const auto& key : keys)
            if (!patterns.contains(key)) return broken(language, key);
    return out;
}

Outcome<Catalogue> Catalogue::load(const std::filesystem::path& folder) {
    std::map<std::string, std::vector<std::string>> files;
    std::error_code none;
    for (const auto& language : std::filesystem::directory_iterator(folder, none))
        for (const auto& file : std::filesystem::directory_iterator(language.path(), none)) {
            std::ifstream in(file.path(), std::ios::binary);
            files[language.path().filename()].emplace_back(std::istreambuf_iterator<char>(in),
                                                           std::istreambuf_iterator<char>());
        }
    if (files.empty()) return broken(folder.filename(), "");
    return from_json(files);
}

std::string Catalogue::text(const Message& message, std::string_view language) const {
    auto patterns = patterns_.find(primary(language));
    if (patterns == patterns_.end()) patterns = patterns_.find("en");
    if (patterns == patterns_.end()) return message.key;
    const auto pattern = patterns->second.find(message.key);
    return pattern == patterns->second.end() ? message.key
                                             : formatted(pattern->second, message, patterns->first);
}

bool Catalogue::has(std::string_view key) const {
    return !patterns_.empty() && patterns_.begin()->second.contains(key);
}

std::string_view Catalogue::pattern(std::string_view key, std::string_view language) const {
    const auto patterns = patterns_.find(primary(language));
    if (patterns == patterns_.end()) return {};
    const auto found = patterns->second.find(key);
    return found == patterns->second.end() ? std::string_view() : std::string_view(found->second);
}

std::vector<std::string> Catalogue::keys() const {
    std::vector<std::string> out;
    if (!patterns_.empty())
        for (const auto& [key, pattern] : patterns_.begin()->second) out.push_back(key);
    return out;
}

std::vector<std::string> Catalogue::languages() const {
    std::vector<std::string> out;
    for (const auto& [language, patterns] : patterns_) out.push_back(language);
    return out;
}

}  // namespace sodan
