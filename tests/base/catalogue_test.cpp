#include "base/catalogue.h"

#include <doctest/doctest.h>

#include <set>

using namespace sodan;

TEST_CASE("a text is found in the language asked for, in English where there is none") {
    const auto catalogue =
        *Catalogue::from_json({{"en", {R"({"a":"Hello {name}"})"}}, {"ja", {R"({"a":"{name}さん"})"}}});
    const Message message{"a", {{"name", "Alder"}}};
    CHECK(catalogue.text(message, "ja-JP") == "Alderさん");
    CHECK(catalogue.text(message, "fr") == "Hello Alder");
    CHECK(catalogue.text({"b"}, "en") == "b");
}

TEST_CASE("a catalogue with a key missing, repeated or unreadable does not load") {
    const auto refused = [](std::vector<std::string> en, std::string ja) {
        return !Catalogue::from_json({{"en", en}, {"ja", {ja}}});
    };
    CHECK(refused({R"({"a":"x"})"}, R"({})"));
    CHECK(refused({R"({"a":"x"})", R"({"a":"y"})"}, R"({"a":"z"})"));
    CHECK(refused({R"({"a":"{unclosed"})"}, R"({"a":"z"})"));
    CHECK(refused({"not json"}, "{}"));
}

TEST_CASE("the project's own texts exist in English and Japanese") {
    const auto catalogue = Catalogue::load(SODAN_ROOT "/rules/texts");
    REQUIRE_MESSAGE(catalogue, (catalogue ? "" : catalogue.refusal().message.values.at(1).second));
    CHECK(catalogue->languages() == std::vector<std::string>{"en", "ja"});
    CHECK(catalogue->has("input.missing"));
}
