// The Promela export under SPIN: an independent tool goes through everything that people and the clock can
// do.

#include "chain/export.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

using namespace sodan::chain;

namespace {

bool has_spin() {
    const bool there = std::system("command -v spin gcc >/dev/null") == 0;
    if (!there) MESSAGE("skipped: spin or gcc is not installed (tools/setup installs them)");
    return there;
}

class Spin {
public:
    explicit Spin(const std::string& model)
        : folder_(std::filesystem::temp_directory_path() / fmt::format("sodan-spin-{}", ::getpid())) {
        std::filesystem::create_directory(folder_);
        std::ofstream(folder_ / "chain.pml") << model;
        REQUIRE(run("spin -a chain.pml >spin.txt 2>&1 && gcc -O0 -w -o pan pan.c") == 0);
    }
    ~Spin() { std::filesystem::remove_all(folder_); }

    // Does the property hold on every run in which nobody who can act for ever is left out for ever?
    bool holds(std::string_view property) const {
        REQUIRE(run(fmt::format("./pan -a -f -m100000 -N {} >pan.txt 2>&1", property)) == 0);
        std::ifstream in(folder_ / "pan.txt");
        const std::string said{std::istreambuf_iterator<char>(in), {}};
        INFO(said);
        CHECK(said.find("max search depth too small") == std::string::npos);
        REQUIRE(said.find("errors: ") != std::string::npos);
        return said.find("errors: 0") != std::string::npos;
    }

private:
    int run(const std::string& command) const {
        return std::system(fmt::format("cd '{}' && {}", folder_.string(), command).c_str());
    }
    std::filesystem::path folder_;
};

// The model without the clock's steps by that event.
std::string without(std::string_view event) {
    std::istringstream lines(*exported_as("promela"));
    std::string out;
    int left_out = 0;
    for (std::string line; std::getline(lines, line);) {
        const bool is_it = line.find(fmt::format("/* {} */", event)) != std::string::npos &&
                           line.find("human = false") != std::string::npos;
        left_out += is_it ? 1 : 0;
        if (!is_it) out += line + '\n';
    }
    REQUIRE(left_out > 0);
    return out;
}

}  // namespace

TEST_CASE("SPIN finds no run in which people fall silent and the case neither ends nor rings at the top") {
    if (!has_spin()) return;
    const Spin spin(*exported_as("promela"));
    CHECK(spin.holds("climbs"));
    CHECK(spin.holds("keeps_ringing"));
    CHECK(spin.holds("closed_is_quiet"));
}

TEST_CASE("SPIN finds the run that gets stuck when the clock does not climb or does not end a waiting") {
    if (!has_spin()) return;
    for (const auto* event : {"escalated", "resumed"}) {
        const Spin spin(without(event));
        CHECK_FALSE(spin.holds("climbs"));
        CHECK_FALSE(spin.holds("keeps_ringing"));
    }
}
