#include "routing/refusals.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace sodan::routing {

Refusal not_loaded(const std::string& what, Values values) {
    for (const char* place : {"table", "rule", "column"})
        if (std::ranges::none_of(values, [&](const auto& value) { return value.first == place; }))
            values.emplace_back(place, "-");
    return {Refusal::Why::rules_not_loaded, {"rules_not_loaded." + what, std::move(values)}};
}

std::optional<std::string> bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return {};
    return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string name_of(const std::filesystem::path& file) { return file.filename().string(); }

}  // namespace sodan::routing
