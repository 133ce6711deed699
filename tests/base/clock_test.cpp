#include "base/clock.h"

#include <doctest/doctest.h>

using namespace sodan;

TEST_CASE("an instant reads with any offset and is written in Japan's") {
    CHECK(to_string(*parse_instant("2026-10-05T10:20:00+09:00")) == "2026-10-05T10:20:00+09:00");
    CHECK(to_string(*parse_instant("2026-10-05T01:20:00Z")) == "2026-10-05T10:20:00+09:00");
    CHECK(to_string(*parse_instant("2026-10-04T18:50:00.25-06:30")) == "2026-10-05T10:20:00.250+09:00");
}

TEST_CASE("what is not an instant with an offset is none") {
    for (const auto* text : {"", "2026-10-05", "2026-10-05T10:20:00", "2026-02-30T10:20:00Z",
                             "2026-10-05T24:00:00Z", "2026-10-05T10:20:00+9:00", "2026-10-05T10:20:00Zx",
                             "2026-10-05T10:20:00.Z", "-026-10-05T10:20:00Z", "2026-10-05T10:20:00+09:-1"})
        CHECK_MESSAGE(!parse_instant(text), text);
}
