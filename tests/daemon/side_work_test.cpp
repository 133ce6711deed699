#include "daemon/side_work.h"

#include <doctest/doctest.h>

#include <future>
#include <stdexcept>
#include <vector>

using namespace sodan::daemon;

TEST_CASE("work on the side is done one after the other, and a failure ends nothing") {
    SideWork side;
    std::vector<int> done;
    std::promise<void> last;
    CHECK(side.add([&] { done.push_back(1); }));
    CHECK(side.add([] { throw std::runtime_error("made up"); }));
    CHECK(side.add([&] {
        done.push_back(2);
        last.set_value();
    }));
    last.get_future().wait();
    CHECK(done == std::vector<int>{1, 2});
}

TEST_CASE("two threads take two jobs at once") {
    SideWork side(2, 1);
    std::promise<void> first, second, both;
    CHECK(side.add([&] {
        first.set_value();
        second.get_future().wait();
        both.set_value();
    }));
    first.get_future().wait();
    CHECK(side.add([&] { second.set_value(); }));
    both.get_future().wait();  // before the end, which drops what waits
}

TEST_CASE("when too much waits the rest is turned away, and after the end everything is") {
    SideWork side;
    std::promise<void> begun, go_on;
    CHECK(side.add([&] {
        begun.set_value();
        go_on.get_future().wait();
    }));
    begun.get_future().wait();
    int taken = 0;
    while (side.add([] {})) ++taken;
    CHECK(taken == 8);
    go_on.set_value();
    side.stop();
    CHECK_FALSE(side.add([] {}));
}
