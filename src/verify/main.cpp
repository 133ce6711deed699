// sodan-verify: is this database file as the daemon wrote it?

#include "verify/database.h"
#include "verify/verify.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <exception>

namespace {

constexpr int exit_holds = 0, exit_found = 1, exit_usage = 2, exit_unreadable = 3;

int told(const sodan::verify::Verdict& verdict) {
    for (const auto& one : verdict.findings) fmt::print("{}: {}: {}\n", one.what, one.where, one.says);
    fmt::print("{} entries, {} cases, {} anchors, newest hash {}\n", verdict.entries, verdict.cases,
               verdict.anchors, verdict.head.empty() ? "none" : verdict.head);
    fmt::print("{}\n",
               verdict.findings.empty() ? "HOLDS" : fmt::format("{} FINDINGS", verdict.findings.size()));
    return verdict.findings.empty() ? exit_holds : exit_found;
}

}  // namespace

int main(int argc, char** argv) {
    sodan::verify::Asked asked;
    CLI::App app{
        "Hashes the journal of a Sodan database again, replays every case, and says what was changed, is "
        "missing, "
        "was moved or cut off. Ends with 0 when all holds, 1 when something was found, 2 for a mistake in "
        "the "
        "arguments, 3 when the file cannot be looked at. See docs/record.md.",
        "sodan-verify"};
    app.add_option("database", asked.database, "a backup, or the database of a daemon that is stopped")
        ->required()
        ->type_name("FILE");
    app.add_option("--key", asked.public_key, "public record key: 64 hex signs, or a file with them");
    app.add_option("--anchors", asked.anchors,
                   "text with anchors in it, as a log or mails; - is standard input")
        ->type_name("FILE");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) { return app.exit(e) == 0 ? exit_holds : exit_usage; }
    try {
        return told(sodan::verify::verify(asked));
    } catch (const std::exception& e) {
        fmt::print(stderr, "sodan-verify: {}\n", e.what());
        return exit_unreadable;
    }
}
