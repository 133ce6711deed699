#include "routing/rule_files.h"

#include "base/text.h"
#include "routing/refusals.h"

#include <algorithm>

namespace sodan::routing {

namespace fs = std::filesystem;

namespace {

Outcome<std::string> kept_bytes(const fs::path& file) {
    auto bytes = bytes_of(file);
    if (!bytes) return not_loaded("file_missing", {{"file", name_of(file)}});
    return *std::move(bytes);
}

std::optional<Refusal> add_from(const fs::path& folder, std::string_view extension, const std::string& prefix,
                                RuleFiles& to) {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none)) {
        if (entry.path().extension() != extension) continue;
        auto bytes = kept_bytes(entry.path());
        if (!bytes) return bytes.refusal();
        to[prefix + name_of(entry.path())] = *std::move(bytes);
    }
    return {};
}

}  // namespace

bool is_table_file(std::string_view name) { return name.ends_with(".dmn"); }

Outcome<RuleFiles> read_rule_files(const fs::path& folder) {
    RuleFiles out;
    if (auto refusal = add_from(folder, ".dmn", "", out)) return *refusal;
    if (out.empty()) return not_loaded("file_missing", {{"file", "*.dmn"}});
    if (auto refusal = add_from(folder / "words", ".json", "words/", out)) return *refusal;
    for (const auto name : files_of_time) {
        if (!fs::exists(folder / name)) continue;
        auto bytes = kept_bytes(folder / name);
        if (!bytes) return bytes.refusal();
        out[std::string(name)] = *std::move(bytes);
    }
    return out;
}

std::string version_of(const RuleFiles& files) {
    std::string all;
    for (const auto& [name, bytes] : files) all += name + '\n' + std::to_string(bytes.size()) + '\n' + bytes;
    return "r-" + hash_hex(all).substr(0, 12);
}

}  // namespace sodan::routing
