#include "domain/case_ref.h"

#include <doctest/doctest.h>

#include <random>
#include <vector>

using namespace sodan::domain;

namespace {

constexpr std::string_view signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// Where the nine signs stand among the hyphens.
constexpr std::size_t places[] = {0, 1, 2, 3, 5, 6, 7, 8, 10};

// References as an office would draw them, the same ones every time.
std::vector<CaseRef> drawn() {
    constexpr std::size_t enough = 500;
    std::mt19937_64 bits(1);  // NOLINT(cert-msc51-cpp): a test wants the same ones
    std::vector<CaseRef> out;
    while (out.size() < enough)
        if (const auto ref = CaseRef::from_random(bits())) out.push_back(*ref);
    return out;
}

bool is_read_with(std::string text, std::size_t place, char sign) {
    text[place] = sign;
    return CaseRef::parse(text).has_value();
}

bool is_read_swapped(std::string text, std::size_t place, std::size_t next) {
    std::swap(text[place], text[next]);
    return CaseRef::parse(text).has_value();
}

}  // namespace

TEST_CASE("a reference reads as it was written") {
    for (const auto ref : drawn()) {
        CHECK(CaseRef::parse(to_string(ref)) == ref);
        CHECK(CaseRef::from_bits(ref.bits()) == ref);
    }
}

TEST_CASE("a reference is two groups of four and a check sign") {
    for (const auto ref : drawn()) {
        const auto text = to_string(ref);
        REQUIRE(text.size() == 11);
        CHECK(text[4] == '-');
        CHECK(text[9] == '-');
        for (const auto at : places) CHECK(signs.find(text[at]) != std::string_view::npos);
    }
}

TEST_CASE("a single mistyped sign is always noticed") {
    int unnoticed = 0;
    for (const auto ref : drawn())
        for (const auto at : places)
            for (const char other : signs)
                unnoticed += other != to_string(ref)[at] && is_read_with(to_string(ref), at, other);
    CHECK(unnoticed == 0);
}

TEST_CASE("a swap of neighbours is always noticed") {
    int unnoticed = 0;
    for (const auto ref : drawn()) {
        const auto text = to_string(ref);
        for (std::size_t i = 0; i + 1 < std::size(places); ++i)
            unnoticed +=
                text[places[i]] != text[places[i + 1]] && is_read_swapped(text, places[i], places[i + 1]);
    }
    CHECK(unnoticed == 0);
}

TEST_CASE("a reference can be said: case, hyphens and look-alike letters do not matter") {
    const auto ref = CaseRef::parse("0000-0001-1");
    REQUIRE(ref);
    CHECK(ref->bits() == 1);
    for (const auto* said : {"000000011", "oooo-ooo1-1", "OOOO-OOOI-L", "0000-000l-i", "0-0-0-0-0-0-0-1-1"})
        CHECK_MESSAGE(CaseRef::parse(said) == ref, said);
}

TEST_CASE("what is no reference is none") {
    for (const auto* text : {"", "-", "0000-0001", "0000-0001-11", "0000-0001-2", "0000-000U-1",
                             "0000 0001 1", "0000-0001-*", "\xe3\x81\x82"})
        CHECK_MESSAGE(!CaseRef::parse(text), text);
}

TEST_CASE("a reference whose check sign could not be said is never drawn") {
    CHECK_FALSE(CaseRef::from_random(32));
    CHECK_FALSE(CaseRef::from_random(36));
    CHECK(CaseRef::from_random(31));
    CHECK(CaseRef::from_random(37));
    CHECK_FALSE(CaseRef::from_random(0));
}

TEST_CASE("only forty of the random bits make the reference") {
    CHECK(CaseRef::from_random((std::uint64_t{0xabcdef} << 40) + 1) == CaseRef::from_bits(1));
}
