#include "typed.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

using namespace sodan::cli;
namespace fs = std::filesystem;

namespace {

// A model that says back what it is given, one decision for each type.
std::string model() {
    std::string out = R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m">
        <itemDefinition name="tPoint"><itemComponent name="when"><typeRef>date</typeRef></itemComponent>
        <itemComponent name="far"><typeRef>number</typeRef></itemComponent></itemDefinition>
        <itemDefinition name="tPath" isCollection="true"><typeRef>tPoint</typeRef></itemDefinition>
        <itemDefinition name="tSize"><typeRef>string</typeRef><allowedValues><text>"S","M"</text></allowedValues>
        </itemDefinition>)";
    for (const auto& [name, type] :
         std::initializer_list<std::pair<std::string, std::string>>{{"number", "number"},
                                                                    {"day", "date"},
                                                                    {"hour", "time"},
                                                                    {"moment", "dateTime"},
                                                                    {"wait", "dayTimeDuration"},
                                                                    {"path", "tPath"},
                                                                    {"size", "tSize"},
                                                                    {"yes or no", "boolean"}})
        out += "<inputData id=\"i_" + name + "\" name=\"" + name + "\"><variable name=\"" + name +
               "\" typeRef=\"" + type + "\"/></inputData><decision id=\"d_" + name + "\" name=\"the " + name +
               "\"><variable name=\"v\"/><informationRequirement><requiredInput href=\"#i_" + name +
               "\"/></informationRequirement><literalExpression><text>" + name +
               "</text></literalExpression></decision>";
    return out + "</definitions>";
}

struct Session {
    fs::path folder = fs::temp_directory_path() / ("sodan_rules_eval_test_" + std::to_string(getpid()));
    Typed typed{};

    Session() {
        fs::create_directories(folder);
        write("model.dmn", model());
    }
    ~Session() { fs::remove_all(folder); }

    std::string write(const std::string& name, const std::string& bytes) {
        std::ofstream(folder / name, std::ios::binary) << bytes;
        return (folder / name).string();
    }
    Exit eval(const std::string& input) {
        return typed.run(
            {"rules", "eval", (folder / "model.dmn").string(), "--input", write("in.json", input)});
    }
    std::string err() const { return typed.err; }
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("rules eval prints each decision by name, with every digit and with dates as ISO 8601") {
    Session session;
    CHECK(session.eval(R"({"number": 0.1000000000000000000000000000000001, "day": "2026-11-23",
        "hour": "10:20:00+09:00", "moment": "2026-11-23T10:20:00", "wait": "P1DT2H", "size": "S", "yes or no": true,
        "path": [{"when": "2026-01-02", "far": 3}, {"when": "2026-01-03"}]})") == Exit::done);
    CHECK(session.err() == "");
    CHECK(session.typed.out ==
          R"({"the number":0.1000000000000000000000000000000001,"the day":"2026-11-23",)"
          R"("the hour":"10:20:00+09:00","the moment":"2026-11-23T10:20:00","the wait":"P1DT2H",)"
          R"("the path":[{"when":"2026-01-02","far":3},{"when":"2026-01-03"}],"the size":"S",)"
          R"("the yes or no":true})"
          "\n");
}

TEST_CASE("what is not given, of another type, or not allowed is null, and why is said aside") {
    Session session;
    CHECK(session.eval(R"({"number": "1", "day": "2026-02-30", "size": "L", "yes or no": 1})") == Exit::done);
    CHECK(session.typed.out ==
          "{\"the number\":null,\"the day\":null,\"the hour\":null,\"the moment\":null,"
          "\"the wait\":null,\"the path\":null,\"the size\":null,\"the yes or no\":null}\n");
    CHECK(has(session.err(), "the number: The value of number is not of the type number"));
    CHECK(has(session.err(), "the size: The value of size is not of the type tSize"));
    CHECK(session.eval(R"({"nubmer": 1})") == Exit::done);
    CHECK(has(session.err(), "The model has no input nubmer"));
}

TEST_CASE("rules eval needs no input file, and reads either file from standard input") {
    Session session;
    const auto file = (session.folder / "model.dmn").string();
    CHECK(session.typed.run({"rules", "eval", file}) == Exit::done);
    session.typed.input = R"({"number": 7})";
    CHECK(session.typed.run({"rules", "eval", file, "--input", "-"}) == Exit::done);
    CHECK(has(session.typed.out, "\"the number\":7"));
    session.typed.input = model();
    CHECK(session.typed.run({"rules", "eval", "-"}) == Exit::done);
    CHECK(session.typed.run({"rules", "eval", "-", "--input", "-"}) == Exit::usage);
}

TEST_CASE("a model that is refused ends with 1, and broken JSON or a file that is not there with 2") {
    Session session;
    const auto broken = session.write("broken.dmn", "<definitions");
    CHECK(session.typed.run({"rules", "eval", broken}) == Exit::refused);
    CHECK(has(session.err(), "broken.dmn"));
    CHECK(session.typed.out.empty());
    for (const auto* input :
         {"", "[1]", "{\"number\": 1", "{\"number\": 1} 2", "{\"a\": 1, \"a\": 2}", "\"\xff\""})
        CHECK_MESSAGE(session.eval(input) == Exit::usage, input);
    CHECK(session.typed.run({"rules", "eval", "/nowhere.dmn"}) == Exit::usage);
    CHECK(has(session.err(), "/nowhere.dmn cannot be read."));
    CHECK(session.typed.run({"rules", "eval", session.folder.string()}) == Exit::usage);
    CHECK(session.typed.run({"rules", "eval"}) == Exit::usage);
}
