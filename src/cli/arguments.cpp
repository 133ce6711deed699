#include "cli/arguments.h"

#include "cli/app.h"
#include "cli/screen.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace sodan::cli {

namespace {

// The command that was named: the innermost one that CLI11 has found.
const CLI::App* innermost(const CLI::App& app) {
    const auto* at = &app;
    while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
    return at;
}

std::string path_of(const CLI::App& app) {
    const auto* parent = app.get_parent();
    if (!parent) return "";
    const auto before = path_of(*parent);
    return before.empty() ? app.get_name() : before + " " + app.get_name();
}

void take(const CLI::App& app, const std::vector<Field>& fields, Wish& wish) {
    for (const auto& field : fields) {
        const auto* option = app.get_option_no_throw(field.name);
        if (option && option->count() > 0) wish.given[field.name] = option->results();
    }
}

// Nothing when no command was named.
std::optional<Wish> wish_from(const CLI::App& root, const std::vector<Command>& commands) {
    const auto& app = *innermost(root);
    const auto command = std::ranges::find(commands, path_of(app), &Command::path);
    if (command == commands.end()) return {};
    Wish wish{*command};
    take(root, fields_of_all(), wish);
    for (const auto& fields : {wish.command.fields, fields_of_changes(), fields_of_all()})
        take(app, fields, wish);
    return wish;
}

// A body on standard input ("sodan log -") may bring what the flags do not.
std::string missing(const Wish& wish) {
    if (wish.has("body")) return "";
    std::vector<std::string> names;
    for (const auto& field : wish.command.fields)
        if (field.needed && !wish.has(field.name)) names.push_back(field.name);
    return fmt::format("{}", fmt::join(names, ", "));
}

// CLI11's own sentences are English; these say the same in the reader's language.
std::string complaint(const CLI::App& root, const CLI::ParseError& error, const Wording& words) {
    const auto extras = fmt::format("{}", fmt::join(root.remaining(true), " "));
    if (!extras.empty()) return words("cli.usage.extras", {{"extras", harmless_line(extras)}});
    const std::string text = error.what();
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ArgumentMismatch))
        return words("cli.usage.value", {{"flag", harmless_line(text.substr(0, text.find(':')))}});
    const auto ours = text.find(": ");  // CLI11 puts the option's name before a check's own sentence
    return harmless_line(ours == std::string::npos ? text : text.substr(ours + 2));
}

std::string with_hint(const CLI::App& root, const std::string& text, const Wording& words) {
    const auto path = path_of(*innermost(root));
    return fmt::format("{}\n{}\n", text,
                       words("cli.usage.hint", {{"command", path.empty() ? "sodan" : "sodan " + path}}));
}

}  // namespace

std::variant<Wish, Told> understand(std::vector<std::string> arguments, const Wording& words) {
    const auto all = commands();
    const auto app = make_app(all, words);
    std::ranges::reverse(arguments);  // CLI11 takes them from the back
    try {
        app->parse(arguments);
    } catch (const CLI::CallForHelp&) {
        return Told{true, app->help()};
    } catch (const CLI::ParseError& error) {
        // What is missing is said below, all of it at once.
        const bool is_missing = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError);
        if (!is_missing || app->remaining_size(true) > 0)
            return Told{false, with_hint(*app, complaint(*app, error, words), words)};
    }
    auto wish = wish_from(*app, all);
    if (!wish) return Told{false, with_hint(*app, words("cli.usage.command"), words)};
    if (const auto names = missing(*wish); !names.empty())
        return Told{false, with_hint(*app, words("cli.usage.missing", {{"names", names}}), words)};
    return *std::move(wish);
}

}  // namespace sodan::cli
