#pragma once
// Numbers of rules: IEEE 754 decimal128, 34 digits, rounded half to even. No binary floating point anywhere.
// Always finite: what overflows or has no answer gives nothing. Knows nothing of FEEL.

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sodan::dmn {

enum class Rounding { half_even, floor, ceiling, up, down, half_up, half_down };

class Decimal {
public:
    Decimal() : Decimal(0) {}
    Decimal(std::int64_t);  // exact
    // "12", "-1.5", ".872", "1.2e3"; nothing for any other text.
    static std::optional<Decimal> parse(std::string_view);

    friend std::optional<Decimal> add(Decimal, Decimal);
    friend std::optional<Decimal> subtract(Decimal, Decimal);
    friend std::optional<Decimal> multiply(Decimal, Decimal);
    friend std::optional<Decimal> divide(Decimal, Decimal);
    friend std::optional<Decimal> power(Decimal base, Decimal exponent);
    friend std::optional<Decimal> square_root(Decimal);
    friend std::optional<Decimal> logarithm(Decimal);
    friend std::optional<Decimal> exponential(Decimal);
    // To so many digits behind the point, -6111 to 6176; before it when negative.
    friend std::optional<Decimal> rounded(Decimal, std::int64_t scale, Rounding);
    Decimal operator-() const;

    Decimal next_above() const;  // the nearest decimal128 that is greater (itself at the end of the range)
    Decimal next_below() const;
    std::optional<std::int64_t> to_int64() const;  // nothing unless it is a whole number that fits
    std::string to_string() const;                 // plain digits without trailing zeros: "1200", "0.3"

    friend bool operator==(Decimal a, Decimal b) { return (a <=> b) == 0; }  // 1.0 equals 1
    friend std::strong_ordering operator<=>(Decimal, Decimal);

private:
    struct Bits;
    static std::optional<Decimal> finite(const Bits&);
    std::array<std::uint64_t, 2> words_;
};

std::optional<Decimal> add(Decimal, Decimal);
std::optional<Decimal> subtract(Decimal, Decimal);
std::optional<Decimal> multiply(Decimal, Decimal);
std::optional<Decimal> divide(Decimal, Decimal);
std::optional<Decimal> power(Decimal base, Decimal exponent);
std::optional<Decimal> square_root(Decimal);
std::optional<Decimal> logarithm(Decimal);
std::optional<Decimal> exponential(Decimal);
std::optional<Decimal> rounded(Decimal, std::int64_t scale, Rounding);

}  // namespace sodan::dmn
