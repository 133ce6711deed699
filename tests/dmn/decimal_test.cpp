#include "dmn/decimal.h"

#include <doctest/doctest.h>

using namespace sodan::dmn;

namespace {
Decimal d(const char* text) { return Decimal::parse(text).value(); }
}  // namespace

TEST_CASE("a tenth and two tenths are three tenths") {
    CHECK(add(d("0.1"), d("0.2")).value() == d("0.3"));
    CHECK(add(d("0.1"), d("0.2")).value().to_string() == "0.3");
}

TEST_CASE("a number is the same however many zeros it ends in") {
    CHECK(d("1.0") == Decimal(1));
    CHECK(d("1.50").to_string() == "1.5");
    CHECK(d("1200").to_string() == "1200");
    CHECK(d("-.872").to_string() == "-0.872");
}

TEST_CASE("34 digits are kept and the last is rounded half to even") {
    CHECK(divide(1, 3).value().to_string() == "0.3333333333333333333333333333333333");
    CHECK(divide(2, 3).value().to_string() == "0.6666666666666666666666666666666667");
}

TEST_CASE("what has no answer gives nothing") {
    CHECK_FALSE(divide(1, 0));
    CHECK_FALSE(divide(0, 0));
    CHECK_FALSE(power(d("1e3000"), 3));
    CHECK_FALSE(power(-1, d("0.5")));
}

TEST_CASE("whole powers are exact") {
    CHECK(power(2, 5).value() == Decimal(32));
    CHECK(power(10, -5).value() == d("0.00001"));
    CHECK(power(10, 5).value() == Decimal(100000));
}

TEST_CASE("only numbers are read as numbers") {
    for (const char* text : {"", "-", ".", "1.", "1e", "NaN", "Infinity", "0x10", "1 2", "+1"})
        CHECK_FALSE(Decimal::parse(text));
    CHECK(Decimal::parse("1.2e3").value() == Decimal(1200));
}

TEST_CASE("a whole number that fits is one, another is none") {
    CHECK(d("42.0").to_int64() == 42);
    CHECK_FALSE(d("0.5").to_int64());
    CHECK_FALSE(d("1e30").to_int64());
}

TEST_CASE("nothing lies between a number and the next above it") {
    CHECK(d("1").next_above() > Decimal(1));
    CHECK(d("1").next_above().next_below() == Decimal(1));
}
