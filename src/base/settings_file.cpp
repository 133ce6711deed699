#include "base/settings_file.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

namespace sodan {

namespace fs = std::filesystem;

void Setting::refuse(std::string_view what) const {
    throw BrokenSettings(fmt::format("{}:{}: {}: {}", file_.string(), node_.source().begin.line, key_, what));
}

std::string Setting::text() const {
    const auto value = node_.value_exact<std::string>();
    if (!value || value->empty()) refuse("a text is wanted");
    return *value;
}

std::vector<std::string> Setting::texts() const {
    const auto* array = node_.as_array();
    if (!array) refuse("a list of texts is wanted");
    std::vector<std::string> out;
    for (const auto& item : *array) out.push_back(Setting(file_, key_, item).text());
    return out;
}

std::int64_t Setting::number(std::int64_t least, std::int64_t most) const {
    const auto value = node_.value_exact<std::int64_t>();
    if (!value || *value < least || *value > most)
        refuse(fmt::format("a whole number from {} to {} is wanted", least, most));
    return *value;
}

std::chrono::seconds Setting::seconds(std::int64_t most) const {
    return std::chrono::seconds{number(1, most)};
}

bool Setting::truth() const {
    const auto value = node_.value_exact<bool>();
    if (!value) refuse("true or false is wanted");
    return *value;
}

fs::path Setting::path() const {
    const fs::path value = text();
    return value.is_absolute() ? value : file_.parent_path() / value;
}

std::vector<Setting> Setting::members() const {
    const auto* table = node_.as_table();
    if (!table) refuse("a table is wanted");
    std::vector<Setting> out;
    for (const auto& [name, node] : *table)
        out.emplace_back(file_, fmt::format("{}.{}", key_, name.str()), node);
    return out;
}

void read_settings_file(const std::string& toml, const fs::path& file, std::string_view help,
                        const std::function<bool(const Setting&)>& take) {
    try {
        const auto parsed = toml::parse(toml, file.string());
        for (const auto& [name, node] : parsed) {
            const Setting section(file, std::string(name.str()), node);
            if (!node.is_table()) section.refuse("there is no such key outside a section");
            for (const auto& value : section.members())
                if (!take(value)) value.refuse(fmt::format("there is no such key; see {}", help));
        }
    } catch (const toml::parse_error& e) {
        throw BrokenSettings(fmt::format("{}:{}: {}", file.string(), e.source().begin.line, e.description()));
    }
}

std::string text_of_settings(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw BrokenSettings(file.string() + ": cannot be read");
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace sodan
