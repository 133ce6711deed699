#pragma once
// The command line's texts, in the reader's language. They are built into the program, so that it needs no
// files.

#include "base/catalogue.h"

#include <string>
#include <string_view>

namespace sodan::cli {

// Files of rules/texts/LANGUAGE as they were when the program was built: cli.json, and those of the commands
// that need no daemon (see CMakeLists.txt).
std::vector<std::string> english_texts();
std::vector<std::string> japanese_texts();

class Wording {
public:
    explicit Wording(
        std::string language);  // throws when the built-in texts are broken: a test keeps them whole

    std::string operator()(std::string key,
                           std::vector<std::pair<std::string, std::string>> values = {}) const;
    bool has(std::string_view key) const { return texts_.has(key); }
    const Catalogue& texts() const { return texts_; }
    const std::string& language() const { return language_; }

private:
    Catalogue texts_;
    std::string language_;
};

// "ja" for "ja_JP.UTF-8", "en" for everything that is not Japanese.
std::string language_of(std::string_view locale);

}  // namespace sodan::cli
