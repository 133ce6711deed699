#include "office/rule_upload.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::office;
using routing::RuleFiles;

namespace {

std::string refused(const RuleFiles& files) {
    const auto fault = fault_in(files);
    return fault ? fault->message.key + " " + fault->pointer : "";
}

std::string refused_name(const std::string& name) {
    return refused({{"urgency.dmn", ""}, {name, ""}}).substr(0, 26);
}

}  // namespace

TEST_CASE("rule files are tables, word lists and the office's own days") {
    CHECK(refused({{"urgency.dmn", "<x/>"},
                   {"緊急.dmn", ""},
                   {"words/danger.json", "{}"},
                   {"holidays.json", ""}}) == "");
    CHECK(refused({{"words/danger.json", "{}"}}) == "rule_sets.no_table /files");
}

TEST_CASE("no name leads out of the folder or names anything else") {
    for (const char* name :
         {"../urgency.dmn", "/etc/x.dmn", "a/b.dmn", "a\\b.dmn", ".dmn", ".hidden.dmn", "words/../x.json",
          "words/.json", "words/a/b.json", "texts/en/rules.json", "office/people.json", "urgency.DMN", "",
          "x.sh", "c:x.dmn", "a\nb.dmn", "a\xff.dmn"})
        CHECK_MESSAGE(refused_name(name) == "rule_sets.not_a_rule_file ", std::string(name));
    CHECK(refused_name(std::string(100, 'a') + ".dmn") == "rule_sets.not_a_rule_file ");
}

TEST_CASE("bytes that are no text are refused with the file that holds them") {
    for (const char* bytes : {"\xc3\x28", "<x>\x01</x>", "\xef\xbf", "a\xe2\x80\xae z"})
        CHECK(refused({{"words/a~b.json", bytes}, {"x.dmn", ""}}) ==
              "rule_sets.not_text /files/words~1a~0b.json");
}

TEST_CASE("more than a version may hold is too large") {
    CHECK(refused({{"x.dmn", std::string(most_rule_bytes, ' ')}}) == "");
    const auto large = fault_in({{"x.dmn", std::string(most_rule_bytes, ' ')}, {"y.dmn", " "}});
    REQUIRE(large);
    CHECK(large->why == Refusal::Why::too_large);
    RuleFiles many;
    for (std::size_t i = 0; i <= most_rule_files; ++i) many[std::to_string(i) + ".dmn"] = "";
    CHECK(refused(many) == "rule_sets.too_large /files");
}

TEST_CASE("files come as JSON and go as JSON, byte for byte") {
    const RuleFiles files{{"x.dmn", "<x a='1'>\n\t会</x>\r\n"}, {"words/y.json", "{\"a\":\"\\u00e9\"}"}};
    const auto back = files_from(files_json(files));
    REQUIRE(back);
    CHECK(*back == files);
    CHECK(routing::version_of(*back) == routing::version_of(files));
    const auto wrong = files_from({{"x.dmn", 7}});
    REQUIRE_FALSE(wrong);
    CHECK(wrong.refusal().pointer == "/files/x.dmn");
}
