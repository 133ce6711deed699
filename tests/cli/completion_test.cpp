#include "cli/completion.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <memory>

using namespace sodan::cli;

namespace {

const Wording words("en");

// What a shell makes of a script on its standard input: its exit code.
int shell(const std::string& command, const std::string& script) {
    auto* const pipe = popen(command.c_str(), "w");
    REQUIRE(pipe);
    std::fwrite(script.data(), 1, script.size(), pipe);
    return pclose(pipe);
}

// Completes the words of a line in bash, and compares with what is wanted.
int offers(const std::string& line, const std::string& wanted) {
    const auto check = "\nCOMP_WORDS=(" + line + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_sodan\n" +
                       "test \"${COMPREPLY[*]}\" = '" + wanted + "'\n";
    return shell("bash -s 2>/dev/null", completion_for("bash", words) + check);
}

bool is_there(const std::string& program) { return shell("command -v " + program + " >/dev/null", "") == 0; }

}  // namespace

TEST_CASE("the completion scripts are valid for their shells") {
    CHECK(shell("bash -n", completion_for("bash", words)) == 0);
    if (is_there("zsh")) CHECK(shell("zsh -n", completion_for("zsh", words)) == 0);
    if (is_there("fish")) CHECK(shell("fish --no-execute", completion_for("fish", words)) == 0);
}

TEST_CASE("bash completes commands, options and codes") {
    CHECK(offers("sodan hist", "history") == 0);
    CHECK(offers("sodan people abs", "absent") == 0);
    CHECK(offers("sodan log --tr", "--tried") == 0);
    CHECK(offers("sodan log --danger ''", "immediate urgent none") == 0);
    CHECK(offers("sodan wait X --for c", "caller") == 0);
    CHECK(offers("sodan completion f", "fish") == 0);
    CHECK(offers("sodan log --consent committee=g", "committee=given") == 0);
}
