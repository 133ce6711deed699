#pragma once
// Small DMN files for tests, written from the parts that a test is about.

#include <string>
#include <vector>

namespace sodan::dmn::testing {

struct Column {
    std::string name, type, allowed{};
};

inline std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) out += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
    return out;
}

inline std::string document(const std::string& inside) {
    return R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m">)" + inside +
           "</definitions>";
}

inline std::string input_data(const std::string& name, const std::string& type) {
    return "<inputData id=\"i_" + name + "\" name=\"" + name + "\"><variable name=\"" + name +
           "\" typeRef=\"" + type + "\"/></inputData>";
}

inline std::string literal(const std::string& text, const std::string& type = "") {
    return document(input_data("a", "") + input_data("b", "") +
                    "<decision id=\"d\" name=\"d\"><variable name=\"d\" typeRef=\"" + type +
                    "\"/><informationRequirement><requiredInput href=\"#i_a\"/></informationRequirement>"
                    "<informationRequirement><requiredInput href=\"#i_b\"/></informationRequirement>"
                    "<literalExpression><text>" +
                    escaped(text) + "</text></literalExpression></decision>");
}

// One table "d" with the rules "r1", "r2", ...; a rule is its cells, the inputs' first.
inline std::string table(const std::string& attributes, const std::vector<Column>& inputs,
                         const std::vector<Column>& outputs,
                         const std::vector<std::vector<std::string>>& rules,
                         const std::string& otherwise = "") {
    std::string data, needs, columns, lines;
    for (const auto& input : inputs) {
        data += input_data(input.name, input.type);
        needs += "<informationRequirement><requiredInput href=\"#i_" + input.name +
                 "\"/></informationRequirement>";
        columns += "<input><inputExpression typeRef=\"" + input.type + "\"><text>" + input.name +
                   "</text></inputExpression>";
        if (!input.allowed.empty())
            columns += "<inputValues><text>" + escaped(input.allowed) + "</text></inputValues>";
        columns += "</input>";
    }
    for (const auto& output : outputs) {
        columns += "<output name=\"" + output.name + "\" typeRef=\"" + output.type + "\">";
        if (!output.allowed.empty())
            columns += "<outputValues><text>" + escaped(output.allowed) + "</text></outputValues>";
        if (!otherwise.empty())
            columns += "<defaultOutputEntry><text>" + otherwise + "</text></defaultOutputEntry>";
        columns += "</output>";
    }
    for (std::size_t r = 0; r < rules.size(); ++r) {
        lines += "<rule id=\"r" + std::to_string(r + 1) + "\">";
        for (std::size_t c = 0; c < rules[r].size(); ++c) {
            const std::string cell = c < inputs.size() ? "inputEntry" : "outputEntry";
            lines += "<" + cell + "><text>" + escaped(rules[r][c]) + "</text></" + cell + ">";
        }
        lines += "</rule>";
    }
    return document(data + "<decision id=\"d\" name=\"d\"><variable name=\"d\"/>" + needs +
                    "<decisionTable id=\"t\" " + attributes + ">" + columns + lines +
                    "</decisionTable></decision>");
}

}  // namespace sodan::dmn::testing
