#include "base/text.h"

#include <doctest/doctest.h>

using namespace sodan;

TEST_CASE("bytes that are not UTF-8 are noticed, overlong forms and halves too") {
    CHECK(is_utf8("日本語 é 🙂"));
    for (const auto* text : {"\xc0\x80", "\xff", "\xe3\x81", "\xf4\x90\x80\x80"}) CHECK_FALSE(is_utf8(text));
}

TEST_CASE("characters are counted, not bytes") { CHECK(code_points("日本語x") == 4); }

TEST_CASE("a hash is 64 hex signs and follows the bytes") {
    CHECK(hash_hex("a").size() == 64);
    CHECK(hash_hex("a") != hash_hex("b"));
}

TEST_CASE("random bits are not the same twice") { CHECK(random_bits() != random_bits()); }
