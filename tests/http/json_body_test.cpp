#include "http/json_body.h"

#include <doctest/doctest.h>

using namespace sodan;
using http::read_json;

namespace {

Refusal refusal_of(std::string_view text) {
    const auto outcome = read_json(text);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.refusal().why == Refusal::Why::malformed);
    return outcome.refusal();
}

std::string offset_of(std::string_view text) { return refusal_of(text).message.values.at(0).second; }

}  // namespace

TEST_CASE("a body that is one JSON value is read, and an empty one is an object without fields") {
    CHECK(read_json(R"( {"a": [1, {"b": ":"}]} )")->at("a").as_array().size() == 2);
    CHECK(read_json("")->as_object().empty());
    CHECK(read_json(" \r\n")->as_object().empty());
}

TEST_CASE("a body that is not JSON is refused with the place where reading stopped, and without its words") {
    const auto refusal = refusal_of(R"({"a": secret})");
    CHECK(refusal.message.key == "http.not_json");
    CHECK(refusal.message.values == std::vector<std::pair<std::string, std::string>>{{"offset", "6"}});
    CHECK(refusal_of(R"({"a": 1)").message.key == "http.not_json");
    CHECK(refusal_of(R"({"a": 1} x)").message.key == "http.after_json");
    CHECK(offset_of(R"({"a": 1} x)") == "9");
    CHECK(refusal_of("{\"a\": \"\xff\"}").message.key == "http.not_utf8");
}

TEST_CASE("JSON that is nested too deeply is refused before it can exhaust anything") {
    CHECK(refusal_of(std::string(100'000, '[')).message.key == "http.json_too_deep");
}

TEST_CASE("a field that stands twice in one object is refused, however it is written") {
    CHECK(refusal_of(R"({"a": 1, "b": 2, "a": 3})").message.key == "http.repeated_field");
    CHECK(offset_of(R"({"a": 1, "b": 2, "a": 3})") == "20");
    CHECK(refusal_of(R"([{"x": {"a": 1, "a": 1}}])").message.key == "http.repeated_field");
    CHECK(refusal_of(R"({"a": 1, "\u0061": 3})").message.key == "http.repeated_field");
    CHECK(read_json(R"({"a": {"a": 1}, "b": [{"a": 1}, {"a": ":\":"}]})"));
}
