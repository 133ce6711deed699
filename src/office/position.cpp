#include "office/position.h"

#include "seal/digest.h"
#include "seal/envelope.h"

#include <fmt/format.h>

#include <charconv>

namespace sodan::office {

namespace {

constexpr seal::Cell place{.table = "journal", .column = "position"};

seal::Key key_of(std::string_view secret, std::string_view person) {
    return seal::Key::from(seal::Hashing().field(secret).field(person).digest());
}

}  // namespace

std::string position_for(std::string_view secret, std::string_view person, std::int64_t seq) {
    return seal::sealed(key_of(secret, person), place, fmt::format("{:020}", seq));
}

std::optional<std::int64_t> position_from(std::string_view secret, std::string_view person,
                                          std::string_view position) {
    const auto opened = seal::opened(key_of(secret, person), place, position);
    std::int64_t seq = 0;
    if (!opened || std::from_chars(opened->data(), opened->data() + opened->size(), seq).ec != std::errc{})
        return {};
    return seq;
}

}  // namespace sodan::office
