// What changed, put into words.

#include "routing/difference.h"

namespace sodan::routing {

namespace {

std::string joined(const Catalogue& texts, const std::vector<std::string>& values,
                   std::string_view language) {
    std::string out;
    for (const auto& value : values)
        out += (out.empty() ? "" : texts.text({"diff.or"}, language)) +
               texts.text({"diff.value", {{"value", value}}}, language);
    return out;
}

// "a","b" -> a, b; commas within quotes do not part.
std::vector<std::string> parts_of(std::string_view cell) {
    std::vector<std::string> out{""};
    bool quoted = false;
    for (const char sign : cell) {
        if (sign == '"')
            quoted = !quoted;
        else if (sign == ',' && !quoted)
            out.emplace_back();
        else if (sign != ' ' || quoted)
            out.back() += sign;
    }
    return out;
}

// A cell as it stands in a file: “leader” or “other”, anything, anything but “ja”.
std::string cell_in_words(const Catalogue& texts, std::string_view cell, std::string_view language) {
    if (cell.empty() || cell == "-") return texts.text({"diff.anything"}, language);
    if (!cell.starts_with("not(") || !cell.ends_with(")")) return joined(texts, parts_of(cell), language);
    const auto inside = cell.substr(4, cell.size() - 5);
    return texts.text({"diff.anything_but", {{"values", joined(texts, parts_of(inside), language)}}},
                      language);
}

std::string when_in_words(const Catalogue& texts, const Difference& one, std::string_view language) {
    std::string out;
    for (const auto& [column, values] : one.when) {
        const Message condition{"diff.condition",
                                {{"column", column}, {"values", joined(texts, values, language)}}};
        out += (out.empty() ? "" : texts.text({"diff.and"}, language)) + texts.text(condition, language);
    }
    return out;
}

}  // namespace

std::string in_words(const Catalogue& texts, const Difference& one, std::string_view language) {
    auto message = one.message;
    const bool of_cells = message.key == "diff.cell" || message.key == "diff.domain";
    for (auto& [name, value] : message.values)
        if (of_cells && (name == "before" || name == "after")) value = cell_in_words(texts, value, language);
    if (message.key == "diff.answer")
        message.values.emplace_back("when", when_in_words(texts, one, language));
    return texts.text(message, language);
}

}  // namespace sodan::routing
