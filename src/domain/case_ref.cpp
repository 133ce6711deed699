#include "domain/case_ref.h"

namespace sodan::domain {

namespace {

constexpr std::string_view signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::int64_t base = 32;
constexpr std::int64_t check_modulus =
    37;  // Crockford's: prime, so a wrong sign or a swap of neighbours always shows
constexpr int payload_signs = 8;
constexpr std::int64_t payload_mask = (std::int64_t{1} << 40) - 1;

// The value of a sign as people say and write it; -1 when it is none.
std::int64_t value_of(char sign) {
    const char upper = sign >= 'a' && sign <= 'z' ? static_cast<char>(sign - 'a' + 'A') : sign;
    const char read = upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
    const auto at = signs.find(read);
    return at == std::string_view::npos ? -1 : static_cast<std::int64_t>(at);
}

}  // namespace

std::optional<CaseRef> CaseRef::parse(std::string_view text) {
    std::int64_t bits = 0;
    int read = 0;
    for (const char sign : text) {
        if (sign == '-') continue;
        const auto value = value_of(sign);
        if (value < 0 || read > payload_signs) return {};
        if (read++ < payload_signs)
            bits = bits * base + value;
        else if (bits % check_modulus != value)
            return {};
    }
    if (read != payload_signs + 1) return {};
    return from_bits(bits);
}

std::optional<CaseRef> CaseRef::from_random(std::uint64_t random) {
    const auto bits = static_cast<std::int64_t>(random) & payload_mask;
    if (bits == 0 || bits % check_modulus >= base) return {};
    return from_bits(bits);
}

CaseRef CaseRef::from_bits(std::int64_t bits) {
    CaseRef out;
    out.bits_ = bits;
    return out;
}

std::string to_string(CaseRef ref) {
    std::string out(11, '-');
    auto rest = ref.bits();
    for (const std::size_t at : {8U, 7U, 6U, 5U, 3U, 2U, 1U, 0U}) {
        out[at] = signs[static_cast<std::size_t>(rest % base)];
        rest /= base;
    }
    out[10] = signs[static_cast<std::size_t>(ref.bits() % check_modulus % base)];
    return out;
}

}  // namespace sodan::domain
