#include "cli/screen.h"

#include <doctest/doctest.h>

#include <sstream>

using namespace sodan::cli;

TEST_CASE("nothing from outside can steer the terminal") {
    CHECK(harmless("\x1b]0;title\x07") == "\\x1b]0;title\\x07");
    CHECK(harmless("\x7f\r") == "\\x7f\\x0d");
    CHECK(harmless("\xc2\x9b"
                   "31m") == "\\xc2\\x9b31m");
    CHECK(harmless("a\xe2\x80\xae"
                   "b") == "a\\xe2\\x80\\xaeb");
    CHECK(harmless("a\xff\xc3") == "a\\xff\\xc3");
    CHECK(harmless("相談\n\tok") == "相談\n\tok");
    CHECK(harmless_line("a\nb\tc") == "a b c");
}

TEST_CASE("Japanese signs take two columns, accents none") {
    CHECK(width("ok") == 2);
    CHECK(width("相談") == 4);
    CHECK(width("e\xcc\x81") == 1);
}

TEST_CASE("columns line up in both scripts") {
    std::ostringstream out;
    print_table(out, {"案件", "Desk"}, {{"A", "x"}, {"ABCDEF", ""}});
    CHECK(out.str() == "案件    Desk\nA       x\nABCDEF\n");
}
