#include "base/described.h"
#include "base/json_text.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

using namespace sodan;

namespace {

BOOST_DEFINE_ENUM_CLASS(Colour, red, blue, return_)
struct Inner {
    std::string name;
    bool operator==(const Inner&) const = default;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (name))
struct Outer {
    int count = 0;
    std::optional<Colour> colour;
    std::vector<Inner> parts;
    std::map<Colour, std::string> by_colour;
    bool operator==(const Outer&) const = default;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (count, colour, parts, by_colour))

Refusal refusal_of(const char* text) {
    const auto outcome = Reader::read<Outer>(boost::json::parse(text));
    REQUIRE_FALSE(outcome);
    return outcome.refusal();
}

}  // namespace

TEST_CASE("what is written reads back the same") {
    const Outer outer{3, Colour::return_, {{"a"}, {"b"}}, {{Colour::blue, "sky"}}};
    const auto json = written(outer);
    CHECK(boost::json::serialize(json) ==
          R"({"count":3,"colour":"return","parts":[{"name":"a"},{"name":"b"}],"by_colour":{"blue":"sky"}})");
    CHECK(*Reader::read<Outer>(json) == outer);
}

TEST_CASE("an absent optional is fine, an absent field is named") {
    CHECK_FALSE(
        (*Reader::read<Outer>(boost::json::parse(R"({"count":1,"parts":[],"by_colour":{}})"))).colour);
    const auto refusal = refusal_of(R"({"parts":[],"by_colour":{}})");
    CHECK(refusal.message.key == "input.missing");
    CHECK(refusal.pointer == "/count");
}

TEST_CASE("a refusal points at the field, however deep it lies") {
    CHECK(refusal_of(R"({"count":1,"parts":[{"name":"a"},{"name":7}],"by_colour":{}})").pointer ==
          "/parts/1/name");
    CHECK(refusal_of(R"({"count":1,"parts":[{"name":"a","x/y":1}],"by_colour":{}})").pointer ==
          "/parts/0/x~1y");
    CHECK(refusal_of(R"({"count":1,"colour":"green","parts":[],"by_colour":{}})").message.key ==
          "input.unknown_code");
    CHECK(refusal_of(R"({"count":1,"parts":[],"by_colour":{"green":"x"}})").pointer == "/by_colour/green");
    CHECK(refusal_of("[]").message.key == "input.wrong_type");
    CHECK(refusal_of(R"({"count":1.5,"parts":[],"by_colour":{}})").pointer == "/count");
}

TEST_CASE("texts are checked: UTF-8, control characters, length") {
    const auto key = [](std::string text) {
        const auto outcome = Reader::read<Inner>(boost::json::object{{"name", text}});
        return outcome ? std::string("fine") : outcome.refusal().message.key;
    };
    CHECK(key("two\nlines\tand 日本語") == "fine");
    CHECK(key("\xc3\x28") == "input.not_utf8");
    CHECK(key("\xed\xa0\x80") == "input.not_utf8");
    CHECK(key(std::string("a\0b", 3)) == "input.control_characters");
    CHECK(key("\x1b[31m") == "input.control_characters");
    CHECK(key("\u202e") == "input.control_characters");
    CHECK(key(std::string(20'000, 'a')) == "fine");
    CHECK(key(std::string(20'001, 'a')) == "input.too_long");
}

TEST_CASE("a wrong code is shown back only so far as it cannot carry a text") {
    const auto outcome = Reader::read<Outer>(boost::json::object{{"count", 1},
                                                                 {"colour", std::string(500, 'x')},
                                                                 {"parts", boost::json::array{}},
                                                                 {"by_colour", boost::json::object{}}});
    REQUIRE_FALSE(outcome);
    CHECK(outcome.refusal().message.values.at(0).second.size() == 40);
}

TEST_CASE("the text for the store reads back the same, and leaves out what is empty") {
    const Outer outer{3, Colour::return_, {{"a \"quoted\"\n\\ \x01 日本"}, {""}}, {{Colour::blue, "sky"}}};
    CHECK(*Reader::read<Outer>(boost::json::parse(json_text(Outer{1, {}, {}, {}}))) == Outer{1, {}, {}, {}});
    CHECK(json_text(Outer{1, {}, {}, {}}) == R"({"count":1})");
    CHECK(boost::json::parse(json_text(outer)) == written(outer));
}
