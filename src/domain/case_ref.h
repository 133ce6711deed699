#pragma once
// The reference of a case: random and speakable, never a running number. Eight signs of Crockford's base32
// (40 random bits) and one check sign, written "7KQF-2M9X-C". References whose check sign would be none of
// the 32 signs are never made, so that every sign can be said on the phone and stands in a URL as it is.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sodan::domain {

class CaseRef {
public:
    CaseRef() = default;

    // Any case, with or without hyphens; I and L read as 1, O as 0. Nothing when the check sign does not fit.
    static std::optional<CaseRef> parse(std::string_view);
    // From 64 random bits; nothing when the check sign would not be speakable (5 of 37): draw again.
    static std::optional<CaseRef> from_random(std::uint64_t bits);
    // From the store, which keeps the 40 bits.
    static CaseRef from_bits(std::int64_t bits);

    std::int64_t bits() const { return bits_; }
    auto operator<=>(const CaseRef&) const = default;

private:
    std::int64_t bits_ = 0;
};

std::string to_string(CaseRef);

}  // namespace sodan::domain
