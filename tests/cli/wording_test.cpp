#include "cli/wording.h"

#include "chain/events.h"
#include "cli/app.h"

#include <doctest/doctest.h>

using namespace sodan::cli;

namespace {

// A key that has no text is shown as itself.
void check_help(const CLI::App& app) {
    const auto help = app.help();
    CHECK_MESSAGE(help.find("cli.") == std::string::npos, help);
    for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; })) check_help(*sub);
}

}  // namespace

TEST_CASE("every command and every option is explained in English and Japanese") {
    for (const auto* language : {"en", "ja"}) {
        const Wording words(language);
        check_help(*make_app(commands(), words));
    }
}

TEST_CASE("every event of a case has words in both languages") {
    const Wording words("ja");
    boost::mp11::mp_for_each<sodan::chain::Event>(
        [&](const auto& event) { CHECK(words.has("cli.event." + std::string(event.name))); });
}

TEST_CASE("the language is the locale's, English where we have no other") {
    CHECK(language_of("ja_JP.UTF-8") == "ja");
    CHECK(language_of("ja") == "ja");
    CHECK(language_of("fr_FR.UTF-8") == "en");
    CHECK(language_of("C") == "en");
    CHECK(language_of("") == "en");
}
