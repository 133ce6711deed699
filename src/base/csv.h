#pragma once
// Rows of CSV (RFC 4180) that a spreadsheet shows and does not run: what would begin a formula is text.

#include <string>
#include <string_view>
#include <vector>

namespace sodan {

// Every cell in quotation marks. One that begins with a sign of a formula (= + - @, their full-width forms, a
// tab, a line break) gets an apostrophe before it, which spreadsheets take for "this is text".
void append_csv_row(std::string& to, const std::vector<std::string>& cells);

}  // namespace sodan
