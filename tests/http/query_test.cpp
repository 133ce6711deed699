#include "http/query.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::http;

TEST_CASE("a target is its path and its query") {
    CHECK(split("/cases?desk=a").path == "/cases");
    CHECK(split("/cases?desk=a?b").query == "desk=a?b");
    CHECK(split("/cases").query.empty());
}

TEST_CASE("a query is read as names and values, decoded") {
    const auto query = read_query("desk=advisor%2F37&mine=true&q=&flag&both=a+b%2B");
    REQUIRE(query);
    CHECK(query->at("desk").as_string() == "advisor/37");
    CHECK(query->at("mine").as_string() == "true");
    CHECK(query->at("q").as_string().empty());
    CHECK(query->at("flag").as_string().empty());
    CHECK(query->at("both").as_string() == "a b+");
    CHECK(read_query("")->empty());
}

TEST_CASE("a query that is badly encoded, or says something twice, is refused") {
    CHECK_FALSE(read_query("desk=%zz"));
    CHECK_FALSE(read_query("desk=%ff"));
    CHECK_FALSE(read_query("desk=%00"));
    CHECK_FALSE(read_query("desk=a&desk=b"));
}

TEST_CASE("what is encoded decodes to the same") {
    const std::string text = "advisor/37 & 相談=?";
    CHECK(*decoded(encoded(text)) == text);
}
