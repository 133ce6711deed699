#include "office/rule_upload.h"

#include "base/text.h"
#include "office/standing.h"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <string_view>

namespace sodan::office {

namespace json = boost::json;
using routing::RuleFiles;
using Why = Refusal::Why;

namespace {

constexpr std::size_t longest_name = 100;  // bytes

// A name of one file, without a folder: nothing that could lead out of one.
bool is_plain(std::string_view name) {
    const auto leads_away = [](char c) {
        return c == '/' || c == '\\' || c == ':' || c == '\n' || c == '\r' || c == '\t';
    };
    return !name.empty() && name.front() != '.' && name.size() <= longest_name && is_utf8(name) &&
           !has_control_characters(name) && std::ranges::none_of(name, leads_away);
}

bool is_rule_file(std::string_view name) {
    constexpr std::string_view words = "words/", tables = ".dmn", lists = ".json";
    if (std::ranges::find(routing::files_of_time, name) != routing::files_of_time.end()) return true;
    if (name.starts_with(words) && name.ends_with(lists)) return is_plain(name.substr(words.size()));
    return name.ends_with(tables) && is_plain(name);
}

std::string pointer_to(std::string_view name) {
    std::string out = "/files/";
    for (const char c : name) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return is_utf8(out) ? out : "/files";
}

std::optional<Refusal> fault_in(const std::string& name, const std::string& bytes) {
    const auto fault = [&](const char* key) {
        const auto file = is_utf8(name) ? name : std::string("?");
        return refuse(Why::invalid, key, pointer_to(name), {{"file", file}});
    };
    if (!is_rule_file(name)) return fault("rule_sets.not_a_rule_file");
    if (!is_utf8(bytes) || has_control_characters(bytes)) return fault("rule_sets.not_text");
    return {};
}

}  // namespace

std::optional<Refusal> fault_in(const RuleFiles& files) {
    std::size_t bytes = 0;
    for (const auto& [name, text] : files) bytes += text.size();
    if (bytes > most_rule_bytes || files.size() > most_rule_files)
        return refuse(
            Why::too_large, "rule_sets.too_large", "/files",
            {{"bytes", std::to_string(most_rule_bytes)}, {"files", std::to_string(most_rule_files)}});
    for (const auto& [name, text] : files)
        if (auto fault = fault_in(name, text)) return fault;
    const auto is_table = [](const auto& file) { return routing::is_table_file(file.first); };
    if (std::ranges::any_of(files, is_table)) return {};
    return refuse(Why::invalid, "rule_sets.no_table", "/files");
}

Outcome<RuleFiles> files_from(const json::object& object) {
    RuleFiles out;
    for (const auto& [name, text] : object) {
        if (!text.is_string())
            return refuse(Why::invalid, "input.wrong_type", pointer_to(name), {{"wanted", "string"}});
        out.emplace(name, text.get_string());
    }
    if (auto fault = fault_in(out)) return *fault;
    return out;
}

json::object files_json(const RuleFiles& files) {
    json::object out;
    for (const auto& [name, text] : files) out[name] = text;
    return out;
}

RuleFiles stored_files(const std::string& text) {
    RuleFiles out;
    const auto kept = json::parse(text);
    for (const auto& [name, bytes] : kept.as_object()) out.emplace(name, bytes.as_string());
    return out;
}

}  // namespace sodan::office
