#pragma once
// Texts for people, by language and key, in ICU MessageFormat with named arguments. Every key exists in every
// language of a catalogue, or it does not load.

#include "base/outcome.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sodan {

class Catalogue {
public:
    // JSON objects of a language, merged: {"key": "text with {placeholders}"}. Refuses missing keys and
    // patterns that do not parse.
    static Outcome<Catalogue> from_json(
        const std::map<std::string, std::vector<std::string>>& json_by_language);
    // Every FOLDER/LANGUAGE/*.json.
    static Outcome<Catalogue> load(const std::filesystem::path& folder);

    // `language` is a BCP 47 tag; its primary subtag counts, and English serves for any that is not there.
    // An unknown key gives the key itself: visible, never silent.
    std::string text(const Message&, std::string_view language) const;
    bool has(std::string_view key) const;
    // As it stands in the files; "" when there is none.
    std::string_view pattern(std::string_view key, std::string_view language) const;
    std::vector<std::string> keys() const;
    std::vector<std::string> languages() const;

private:
    std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> patterns_;
};

}  // namespace sodan
