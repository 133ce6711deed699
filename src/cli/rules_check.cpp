#include "cli/rules_check.h"

#include "cli/instant.h"
#include "cli/screen.h"
#include "office/office_file.h"
#include "proof/examine.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <ostream>

namespace sodan::cli {

namespace fs = std::filesystem;

namespace {

void say(const Wording& words, std::ostream& out, const Message& message) {
    out << harmless_line(words(message.key, message.values)) << '\n';
}

Exit refused(const Wording& words, const Surroundings& around, const Refusal& refusal) {
    say(words, around.err, refusal.message);
    return Exit::refused;
}

std::optional<int> small_number(const std::string& text) {
    int out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size() || out < 0 || out > 2) return {};
    return out;
}

Instant asked_time(const Wish& wish) {
    const auto given = instant_from(wish.value("--at"));
    return given ? *given : SystemClock().now();
}

// Words to the screen and the document into a file; with --json the document alone.
Exit told(const proof::Certificate& certificate, const Wish& wish, const Wording& words,
          const Surroundings& around) {
    const auto document = proof::json_of(certificate, words.texts());
    const auto file = wish.value("--certificate", wish.has("--json") ? "" : "certificate.json");
    if (wish.has("--json"))
        around.out << document << '\n';
    else
        for (const auto& line : proof::in_words(certificate, words.texts(), words.language()))
            around.out << harmless_line(line) << '\n';
    if (!file.empty()) {
        std::ofstream out(file, std::ios::binary);
        if (!(out << document << '\n')) {
            say(words, around.err, {"cli.local.unwritable", {{"file", file}}});
            return Exit::usage;
        }
        if (!wish.has("--json")) say(words, around.out, {"cli.check.written", {{"file", file}}});
    }
    return proof::passes(certificate) ? Exit::done : Exit::refused;
}

}  // namespace

Command command_rules_check() {
    return {"rules check",
            Verb::local,
            "",
            {{"folder", std::string(kept)},
             {"--office", std::string(kept)},
             {"--absent", std::string(kept), Form::number},
             {"--at", std::string(kept), Form::instant},
             {"--certificate", std::string(kept)},
             {"--json", std::string(kept), Form::yes}}};
}

Exit rules_check(const Wish& wish, const Wording& words, const Surroundings& around) {
    const fs::path folder = wish.value("folder", "rules");
    const fs::path beside = folder / "office";
    const auto absent = small_number(wish.value("--absent", "1"));
    if (!absent) {
        say(words, around.err, {"cli.check.absent", {}});
        return Exit::usage;
    }
    const auto files = routing::read_rule_files(folder);
    if (!files) return refused(words, around, files.refusal());
    const auto office =
        office::load_office(wish.value("--office", fs::exists(beside) ? beside.string() : "rules/office"));
    if (!office) return refused(words, around, office.refusal());
    const auto examined = proof::examine(*files, words.texts(), *office, asked_time(wish), *absent);
    return told(examined.certificate, wish, words, around);
}

}  // namespace sodan::cli
