#include "cli/app.h"

#include "base/clock.h"
#include "cli/duty_words.h"
#include "cli/instant.h"

#include <fmt/format.h>

#include <algorithm>

namespace sodan::cli {

namespace {

using Words = Wording;

std::string last_word(const std::string& path) { return path.substr(path.rfind(' ') + 1); }

// "cli.option.log.--to" where a command has its own text for a flag, "cli.option.--to" otherwise.
std::string help_of(const std::string& path, const Field& field, const Words& words) {
    const auto own = fmt::format("cli.option.{}.{}", path, field.name);
    return words(words.has(own) ? own : "cli.option." + field.name);
}

std::string shape_of(const Field& field, const Words& words) {
    constexpr std::size_t readable = 16;
    if (field.form == Form::pairs) return words("cli.shape.pairs");
    if (!field.codes.empty() && field.codes.size() <= readable)
        return fmt::format("{}", fmt::join(field.codes, "|"));
    switch (field.form) {
        case Form::instant: return words("cli.shape.instant");
        case Form::number: return words("cli.shape.number");
        case Form::content: return words("cli.shape.content");
        case Form::folder: return words("cli.shape.folder");
        case Form::rules: return words("cli.shape.rules");
        case Form::since: return words("cli.shape.instant");
        case Form::hours: return words("cli.shape.hours");
        case Form::dates: return words("cli.shape.dates");
        case Form::count: return words("cli.shape.number");
        default: return words("cli.shape.word");
    }
}

bool is_number(const std::string& text) {
    return !text.empty() && text.size() < 10 &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// What is wrong with a value, "" when nothing is: the daemon checks again, and knows more.
std::string fault(const Field& field, const std::string& value, const Words& words) {
    if (!field.codes.empty() && std::ranges::find(field.codes, value) == field.codes.end())
        return words("cli.usage.code",
                     {{"flag", field.name}, {"known", fmt::format("{}", fmt::join(field.codes, ", "))}});
    if ((field.form == Form::instant && !instant_from(value)) ||
        (field.form == Form::since && !beginning_of(value)))
        return words("cli.usage.instant", {{"flag", field.name}});
    if ((field.form == Form::hours && !hours_of_week({value})) ||
        (field.form == Form::dates && !hours_of_dates({value})))
        return words("cli.usage.hours", {{"flag", field.name}});
    if ((field.form == Form::number || field.form == Form::count) && !is_number(value))
        return words("cli.usage.number", {{"flag", field.name}});
    return "";
}

void add_flag(CLI::App& app, const Field& field, const std::string& help, const Words& words) {
    auto names = field.name;
    if (field.form == Form::yes_or_no) names += ",!--no" + field.name.substr(1);
    app.add_flag(names, help)->group(words("cli.label.options"));
}

void add(CLI::App& app, const std::string& path, const Field& field, const Words& words) {
    const auto help = help_of(path, field, words);
    if (field.form == Form::yes || field.form == Form::yes_or_no) return add_flag(app, field, help, words);
    auto* option = app.add_option(field.name, CLI::callback_t{}, help);
    const bool many = field.form == Form::list || field.form == Form::pairs || field.form == Form::hours ||
                      field.form == Form::dates;
    const bool by_position = !field.name.starts_with('-');
    if (many) option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    option->expected(many && by_position ? -1 : 1);
    option->type_name(shape_of(field, words) + (field.needed ? " " + words("cli.shape.needed") : ""));
    option->group(words("cli.label.options"))->required(field.needed && by_position);
    option->check(
        CLI::Validator([field, &words](std::string& value) { return fault(field, value, words); }, ""));
}

void name_help(CLI::App& app, const Words& words) {
    app.set_help_flag("-h,--help", words("cli.option.--help"))->group(words("cli.label.options"));
    app.group(words("cli.label.commands"));
}

CLI::App& place_of(CLI::App& root, const Command& command, const Words& words) {
    const auto space = command.path.find(' ');
    if (space == std::string::npos) return *root.add_subcommand(command.path);
    const auto group = command.path.substr(0, space);
    const auto found = root.get_subcommands([&](const CLI::App* one) { return one->get_name() == group; });
    auto* parent = found.empty() ? root.add_subcommand(group, words("cli.command." + group)) : found.front();
    if (found.empty()) {
        parent->require_subcommand(1);
        name_help(*parent, words);
    }
    return *parent->add_subcommand(last_word(command.path));
}

void add_command(CLI::App& root, const Command& command, const Words& words) {
    auto& app = place_of(root, command, words);
    app.description(words("cli.command." + command.path));
    name_help(app, words);
    for (const auto& field : command.fields) add(app, command.path, field, words);
    if (command.verb == Verb::post)
        for (const auto& field : fields_of_changes()) add(app, command.path, field, words);
    if (command.verb != Verb::complete && command.verb != Verb::local)
        for (const auto& field : fields_of_all()) add(app, command.path, field, words);
}

}  // namespace

std::vector<Field> fields_of_all() {
    const std::string mine(kept);
    return {{"--server", mine}, {"--timeout", mine, Form::number}, {"--json", mine, Form::yes}};
}

std::vector<Field> fields_of_changes() {
    const std::string mine(kept);
    return {{"--key", mine}, {"--if-match", mine, Form::number}};
}

std::unique_ptr<CLI::App> make_app(const std::vector<Command>& commands, const Wording& words) {
    auto app = std::make_unique<CLI::App>(words("cli.about"), "sodan");
    name_help(*app, words);
    app->footer(words("cli.exits"));
    for (const auto* label : {"Usage", "OPTIONS", "SUBCOMMAND", "Positionals", "REQUIRED"})
        app->get_formatter()->label(label, words(std::string("cli.label.") + label));
    for (const auto& field : fields_of_all()) add(*app, "", field, words);
    for (const auto& command : commands) add_command(*app, command, words);
    app->require_subcommand(1);
    return app;
}

}  // namespace sodan::cli
