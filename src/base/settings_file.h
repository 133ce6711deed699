#pragma once
// A TOML file of settings, in sections. Every key is known by its full name ("mail.url"); any other is
// refused, and so is a value of another kind, each with file, line and key.

#include <toml++/toml.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sodan {

// What is wrong with a configuration, in words for the operator.
struct BrokenSettings : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// One value of the file. All throw BrokenSettings when it is none of the kind that is asked for.
class Setting {
public:
    Setting(const std::filesystem::path& file, std::string key, const toml::node& node)
        : file_(file), key_(std::move(key)), node_(node) {}

    const std::string& key() const { return key_; }
    std::string name() const { return key_.substr(key_.rfind('.') + 1); }

    std::string text() const;                // never empty
    std::vector<std::string> texts() const;  // may be none
    std::int64_t number(std::int64_t least, std::int64_t most) const;
    std::chrono::seconds seconds(std::int64_t most = 86'400) const;  // one at least
    bool truth() const;
    std::filesystem::path path() const;    // counted from the file's folder
    std::vector<Setting> members() const;  // of a table, by their names

    [[noreturn]] void refuse(std::string_view what) const;

private:
    const std::filesystem::path& file_;
    std::string key_;
    const toml::node& node_;
};

template <class Settings> using SettingsKeys =
    std::map<std::string, std::function<void(Settings&, const Setting&)>>;

// Gives every value of the file to `take`, which says whether there is such a key; `help` tells of all of
// them.
void read_settings_file(const std::string& toml, const std::filesystem::path& file, std::string_view help,
                        const std::function<bool(const Setting&)>& take);

// Sets what the file says. A key "webhooks.*" stands for each in the section "webhooks".
template <class Settings> void read_settings_into(Settings& to, const SettingsKeys<Settings>& keys,
                                                  const std::string& toml, const std::filesystem::path& file,
                                                  std::string_view help) {
    read_settings_file(toml, file, help, [&](const Setting& value) {
        auto known = keys.find(value.key());
        if (known == keys.end()) known = keys.find(value.key().substr(0, value.key().find('.')) + ".*");
        if (known == keys.end()) return false;
        known->second(to, value);
        return true;
    });
}

// The file's text; throws BrokenSettings when it cannot be read.
std::string text_of_settings(const std::filesystem::path& file);

}  // namespace sodan
