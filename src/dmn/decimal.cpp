#include "dmn/decimal.h"

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include <algorithm>
#include <cctype>
#include <cstring>

namespace sodan::dmn {

struct Decimal::Bits {
    BID_UINT128 value;

    static Bits of(const Decimal& from) {
        Bits out;
        std::memcpy(&out.value, from.words_.data(), sizeof out.value);
        return out;
    }
};

namespace {

constexpr unsigned half_to_even = 0;
constexpr std::size_t longest_number = 100;  // signs; a longer one is no number of an office

bool is_number(std::string_view text) {
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const auto digits = [&] {
        const auto start = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
        return at - start;
    };
    const auto whole = digits();
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (digits() == 0) return false;
    } else if (whole == 0) {
        return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        if (digits() == 0) return false;
    }
    return at == text.size();
}

// The library writes "+123E-2": the digits, and where the point goes.
struct Written {
    bool negative;
    std::string digits;
    int exponent;
};

Written written(const BID_UINT128& value) {
    std::array<char, 64> text{};
    unsigned flags = 0;
    bid128_to_string(text.data(), value, &flags);
    const std::string_view all(text.data());
    const auto e = all.find('E');
    Written out{all.front() == '-', std::string(all.substr(1, e - 1)), std::atoi(all.data() + e + 1)};
    while (out.digits.size() > 1 && out.digits.back() == '0') {
        out.digits.pop_back();
        ++out.exponent;
    }
    return out;
}

std::string plain(std::string digits, int exponent) {
    if (exponent >= 0) return digits.append(static_cast<std::size_t>(exponent), '0');
    const auto behind_point = static_cast<std::size_t>(-exponent);
    if (digits.size() <= behind_point) digits.insert(0, behind_point - digits.size() + 1, '0');
    return digits.insert(digits.size() - behind_point, 1, '.');
}

}  // namespace

std::optional<Decimal> Decimal::finite(const Bits& bits) {
    if (bid128_isFinite(bits.value) == 0) return {};
    Decimal out;
    std::memcpy(out.words_.data(), &bits.value, sizeof bits.value);
    return out;
}

Decimal::Decimal(std::int64_t from) {
    const BID_UINT128 value = bid128_from_int64(from);
    std::memcpy(words_.data(), &value, sizeof value);
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
    if (text.size() > longest_number || !is_number(text)) return {};
    std::string copy(text);
    unsigned flags = 0;
    return finite({bid128_from_string(copy.data(), half_to_even, &flags)});
}

std::optional<Decimal> add(Decimal a, Decimal b) {
    unsigned flags = 0;
    return Decimal::finite(
        {bid128_add(Decimal::Bits::of(a).value, Decimal::Bits::of(b).value, half_to_even, &flags)});
}

std::optional<Decimal> subtract(Decimal a, Decimal b) {
    unsigned flags = 0;
    return Decimal::finite(
        {bid128_sub(Decimal::Bits::of(a).value, Decimal::Bits::of(b).value, half_to_even, &flags)});
}

std::optional<Decimal> multiply(Decimal a, Decimal b) {
    unsigned flags = 0;
    return Decimal::finite(
        {bid128_mul(Decimal::Bits::of(a).value, Decimal::Bits::of(b).value, half_to_even, &flags)});
}

std::optional<Decimal> divide(Decimal a, Decimal b) {
    unsigned flags = 0;
    return Decimal::finite(
        {bid128_div(Decimal::Bits::of(a).value, Decimal::Bits::of(b).value, half_to_even, &flags)});
}

namespace {

// By squaring, for the whole exponents that rules use: exact as long as 34 digits suffice, where a general
// power, which goes by logarithms, need not be.
std::optional<Decimal> whole_power(Decimal base, std::uint64_t exponent) {
    std::optional<Decimal> out = Decimal(1), square = base;
    for (; exponent != 0 && out; exponent >>= 1) {
        if (exponent & 1) out = square ? multiply(*out, *square) : std::nullopt;
        if (square && exponent > 1) square = multiply(*square, *square);
    }
    return out;
}

}  // namespace

std::optional<Decimal> power(Decimal base, Decimal exponent) {
    constexpr std::int64_t most = 10'000;
    const auto whole = exponent.to_int64();
    if (whole && *whole >= 0 && *whole <= most) return whole_power(base, static_cast<std::uint64_t>(*whole));
    if (whole && *whole < 0 && *whole >= -most) {
        const auto inverse = whole_power(base, static_cast<std::uint64_t>(-*whole));
        return inverse ? divide(1, *inverse) : std::nullopt;
    }
    unsigned flags = 0;
    return Decimal::finite(
        {bid128_pow(Decimal::Bits::of(base).value, Decimal::Bits::of(exponent).value, half_to_even, &flags)});
}

std::optional<Decimal> square_root(Decimal of) {
    unsigned flags = 0;
    return Decimal::finite({bid128_sqrt(Decimal::Bits::of(of).value, half_to_even, &flags)});
}

std::optional<Decimal> logarithm(Decimal of) {
    unsigned flags = 0;
    return Decimal::finite({bid128_log(Decimal::Bits::of(of).value, half_to_even, &flags)});
}

std::optional<Decimal> exponential(Decimal of) {
    unsigned flags = 0;
    return Decimal::finite({bid128_exp(Decimal::Bits::of(of).value, half_to_even, &flags)});
}

namespace {

// The library's own modes; half down is none of them.
unsigned mode_of(Rounding way, bool negative) {
    switch (way) {
        case Rounding::floor: return 1;
        case Rounding::ceiling: return 2;
        case Rounding::down: return 3;
        case Rounding::half_up: return 4;
        case Rounding::up: return negative ? 1 : 2;
        default: return half_to_even;
    }
}

}  // namespace

std::optional<Decimal> rounded(Decimal number, std::int64_t scale, Rounding way) {
    if (scale < -6111 || scale > 6176) return {};
    const auto unit = Decimal::parse("1e" + std::to_string(-scale));
    if (!unit) return {};
    const auto to_unit = [&](Decimal from, unsigned mode) {
        unsigned flags = 0;
        return Decimal::finite(
            {bid128_quantize(Decimal::Bits::of(from).value, Decimal::Bits::of(*unit).value, mode, &flags)});
    };
    const bool negative = number < Decimal(0);
    if (way != Rounding::half_down) return to_unit(number, mode_of(way, negative));
    const auto near = to_unit(number, 3), far = to_unit(number, negative ? 1 : 2);
    if (!near || !far) return {};
    const auto below = subtract(number, *near), above = subtract(*far, number);
    if (!below || !above) return {};
    const bool beyond_half = negative ? *below < *above : *below > *above;
    return beyond_half ? far : near;
}

Decimal Decimal::operator-() const { return *finite({bid128_negate(Bits::of(*this).value)}); }

Decimal Decimal::next_above() const {
    unsigned flags = 0;
    return finite({bid128_nextup(Bits::of(*this).value, &flags)}).value_or(*this);
}

Decimal Decimal::next_below() const {
    unsigned flags = 0;
    return finite({bid128_nextdown(Bits::of(*this).value, &flags)}).value_or(*this);
}

std::optional<std::int64_t> Decimal::to_int64() const {
    unsigned flags = 0;
    const auto out = bid128_to_int64_xint(Bits::of(*this).value, &flags);
    if (flags != 0) return {};  // inexact or out of range
    return out;
}

std::string Decimal::to_string() const {
    auto [negative, digits, exponent] = written(Bits::of(*this).value);
    if (digits == "0") return "0";
    constexpr int most_zeros = 40;
    const bool short_enough = exponent <= most_zeros && exponent >= -2 * most_zeros;
    auto out = short_enough ? plain(digits, exponent) : digits + "E" + std::to_string(exponent);
    return negative ? "-" + out : out;
}

std::strong_ordering operator<=>(Decimal a, Decimal b) {
    unsigned flags = 0;
    const auto left = Decimal::Bits::of(a), right = Decimal::Bits::of(b);
    if (bid128_quiet_less(left.value, right.value, &flags) != 0) return std::strong_ordering::less;
    if (bid128_quiet_equal(left.value, right.value, &flags) != 0) return std::strong_ordering::equal;
    return std::strong_ordering::greater;
}

}  // namespace sodan::dmn
