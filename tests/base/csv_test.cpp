#include "base/csv.h"

#include <doctest/doctest.h>

using namespace sodan;

namespace {

std::string row(const std::vector<std::string>& cells) {
    std::string out;
    append_csv_row(out, cells);
    return out;
}

}  // namespace

TEST_CASE("cells stand in quotation marks, and their own are doubled") {
    CHECK(row({"a", "b,c", "say \"no\"", ""}) == "\"a\",\"b,c\",\"say \"\"no\"\"\",\"\"\r\n");
    CHECK(row({"two\nlines"}) == "\"two\nlines\"\r\n");
}

TEST_CASE("what a spreadsheet would run is text") {
    for (const std::string sign : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"})
        CHECK(row({sign + "cmd|' /C calc'!A0"}) == "\"'" + sign + "cmd|' /C calc'!A0\"\r\n");
    CHECK(row({"a=b", " =b", "7KQF-2M9X-C"}) == "\"a=b\",\" =b\",\"7KQF-2M9X-C\"\r\n");
}
