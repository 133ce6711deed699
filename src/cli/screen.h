#pragma once
// Text for a terminal: what came from elsewhere is made harmless, columns line up, East Asian signs count
// double.

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::cli {

// Control characters, bidirectional overrides and bytes that are not UTF-8 are shown as "\x1b"; line breaks
// and tabs stay.
std::string harmless(std::string_view);
// The same on one line: line breaks and tabs are blanks.
std::string harmless_line(std::string_view);

// Columns that the text takes on a terminal.
std::size_t width(std::string_view utf8);

using Row = std::vector<std::string>;
void print_table(std::ostream&, const Row& headings, const std::vector<Row>&);

// Each line of the text with blanks before it.
std::string indented(std::string_view text, std::size_t blanks);

}  // namespace sodan::cli
