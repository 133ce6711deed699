#include "cli/instant.h"

#include <string>

namespace sodan::cli {

std::optional<Instant> instant_from(std::string_view text) {
    if (const auto instant = parse_instant(text)) return instant;
    if (const auto instant = parse_instant(std::string(text) + "+09:00")) return instant;
    return parse_instant(std::string(text) + ":00+09:00");
}

}  // namespace sodan::cli
