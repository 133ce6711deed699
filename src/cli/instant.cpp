#include "cli/instant.h"

#include <string>

namespace sodan::cli {

std::optional<Instant> instant_from(std::string_view text) {
    if (const auto instant = parse_instant(text)) return instant;
    if (const auto instant = parse_instant(std::string(text) + "+09:00")) return instant;
    return parse_instant(std::string(text) + ":00+09:00");
}

std::optional<Instant> beginning_of(std::string_view text) {
    const auto instant = instant_from(text);
    return instant ? instant : instant_from(std::string(text) + "T00:00:00");
}

}  // namespace sodan::cli
