#include "dmn/evaluate.h"
#include "dmn/temporal.h"

#include <doctest/doctest.h>
#include <pugixml.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace fs = std::filesystem;
using namespace sodan;
using namespace sodan::dmn;

namespace {

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Value scalar(const pugi::xml_node& node) {
    const std::string type = node.attribute("xsi:type").value(), text = node.text().get();
    if (node.attribute("xsi:nil").as_bool()) return {};
    if (type == "xsd:boolean") return text == "true";
    if (type == "xsd:date") return parse_date(text).value();
    if (type == "xsd:string") return text;
    return Decimal::parse(text).value();
}

// <value>, <component>s or a <list> of <item>s.
Value value_in(const pugi::xml_node& node) {
    if (const auto list = node.child("list")) {
        List out;
        for (const auto& item : list.children("item")) out.items.push_back(value_in(item));
        return out;
    }
    if (!node.child("component")) return scalar(node.child("value"));
    Context out;
    for (const auto& part : node.children("component"))
        out.entries.push_back({part.attribute("name").value(), value_in(part)});
    return out;
}

// The test kit gives results that do not end in no more digits than a double holds; all else must be exact.
bool close(const Decimal& given, const Decimal& expected) {
    const auto difference = subtract(given, expected).value();
    const auto distance = difference < Decimal(0) ? -difference : difference;
    return distance <= Decimal::parse("0.00000001").value();
}

bool matches(const Value& given, const Value& expected) {
    const auto *a = given.get<Decimal>(), *b = expected.get<Decimal>();
    if (a && b) return close(*a, *b);
    const auto *list = given.get<List>(), *wanted = expected.get<List>();
    if (list && wanted) return std::ranges::equal(list->items, wanted->items, matches);
    return given == expected;
}

struct Score {
    int expected = 0, passed = 0;
};

void run(const Model& model, const pugi::xml_node& test, Score& score) {
    Context inputs;
    for (const auto& input : test.children("inputNode"))
        inputs.entries.push_back({input.attribute("name").value(), value_in(input)});
    for (const auto& result : test.children("resultNode")) {
        const auto given = evaluate(model, result.attribute("name").value(), inputs).value;
        const auto expected = value_in(result.child("expected"));
        const std::string place =
            model.file + " " + test.attribute("id").value() + " " + result.attribute("name").value();
        ++score.expected;
        score.passed += matches(given, expected) ? 1 : 0;
        CHECK_MESSAGE(matches(given, expected), place, ": ", to_string(given), " instead of ",
                      to_string(expected));
    }
}

Score run(const fs::path& folder) {
    Score score;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (name.find("-test-") == std::string::npos || !name.ends_with(".xml")) continue;
        pugi::xml_document tests;
        REQUIRE(tests.load_string(bytes_of(entry.path()).c_str()));
        const std::string file = tests.document_element().child("modelName").text().get();
        const auto model = Model::load(bytes_of(folder / file), file);
        REQUIRE_MESSAGE(model, file, " does not load");
        for (const auto& test : tests.document_element().children("testCase")) run(*model, test, score);
    }
    return score;
}

}  // namespace

TEST_CASE("every case of the DMN technology compatibility kit that is there gives what the kit expects") {
    const char* root = std::getenv("SODAN_DMN_TCK");
    if (!root || !fs::is_directory(root)) {
        std::cout
            << "SKIPPED: the DMN TCK; set SODAN_DMN_TCK to the folder that holds compliance-level-2 and -3\n";
        return;
    }
    for (const char* level : {"compliance-level-2", "compliance-level-3"}) {
        std::vector<fs::path> folders;
        for (const auto& entry : fs::directory_iterator(fs::path(root) / level))
            folders.push_back(entry.path());
        std::ranges::sort(folders);
        for (const auto& folder : folders) {
            const auto score = run(folder);
            std::cout << level << "/" << folder.filename().string() << ": " << score.passed << "/"
                      << score.expected << "\n";
            CHECK(score.expected > 0);
        }
    }
}
