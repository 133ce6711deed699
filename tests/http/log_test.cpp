#include "http/log.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

using namespace sodan::http;

TEST_CASE("a line of the log is one JSON object, whatever stands in it") {
    const auto line = as_line("2026-10-05T01:20:00.000Z", Level::warning, "a \"quoted\" \\ word\nand a line",
                              {{"route", "/api/v1/cases/{ref}"}, {"status", std::int64_t{200}}, {"ms", 1.5}});
    CHECK(line.find('\n') == line.npos);
    const auto read = boost::json::parse(line).as_object();
    CHECK(read.at("level") == "warning");
    CHECK(read.at("message") == "a \"quoted\" \\ word\nand a line");
    CHECK(read.at("route") == "/api/v1/cases/{ref}");
    CHECK(read.at("status") == 200);
    CHECK(read.at("ms") == 1.5);
}
