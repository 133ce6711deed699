#include "base/csv.h"

#include <algorithm>
#include <array>

namespace sodan {

namespace {

constexpr std::array<std::string_view, 11> formula_begins{"=",  "+",  "-",  "@",  "\t", "\r",
                                                          "\n", "＝", "＋", "－", "＠"};

void append_cell(std::string& to, std::string_view cell) {
    const bool would_run =
        std::ranges::any_of(formula_begins, [cell](std::string_view sign) { return cell.starts_with(sign); });
    to += would_run ? "\"'" : "\"";
    for (const char c : cell) to.append(c == '"' ? 2 : 1, c);
    to += '"';
}

}  // namespace

void append_csv_row(std::string& to, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) to += ',';
        append_cell(to, cells[i]);
    }
    to += "\r\n";
}

}  // namespace sodan
