#include "cli/completion.h"

#include "cli/app.h"

#include <fmt/format.h>

#include <algorithm>

namespace sodan::cli {

namespace {

// What can follow at one place of the command line.
struct Place {
    std::string path;                     // "sodan people absent"
    std::vector<std::string> commands{};  // and what each is for
    std::vector<std::string> purposes{};
    std::vector<std::string> flags{};
    std::vector<std::string> explanations{};
    std::vector<std::pair<std::string, std::string>> values{};  // of a flag or an argument, blanks between
};

std::string values_of(const std::vector<Command>& table, const std::string& path, const std::string& name) {
    const auto command = std::ranges::find(
        table, path.substr(std::min(path.size(), std::string("sodan ").size())), &Command::path);
    if (command == table.end()) return "";
    const auto field = std::ranges::find(command->fields, name, &Field::name);
    return field == command->fields.end() ? "" : fmt::format("{}", fmt::join(field->codes, " "));
}

Place place_of(const CLI::App& app, const std::string& path, const std::vector<Command>& table) {
    Place place{path};
    for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
        place.commands.push_back(sub->get_name());
        place.purposes.push_back(sub->get_description());
    }
    for (const auto* option : app.get_options()) {
        const auto name =
            option->nonpositional() ? "--" + option->get_lnames().front() : option->get_name(true);
        if (option->nonpositional()) {
            place.flags.push_back(name);
            place.explanations.push_back(option->get_description());
        }
        if (const auto values = values_of(table, path, name); !values.empty())
            place.values.emplace_back(name, values);
    }
    return place;
}

void walk(const CLI::App& app, const std::string& path, const std::vector<Command>& table,
          std::vector<Place>& places) {
    places.push_back(place_of(app, path, table));
    for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; }))
        walk(*sub, path + " " + sub->get_name(), table, places);
}

// Single quotes are safe in every shell but for the single quote itself.
std::string quoted(std::string text) {
    std::erase(text, '\'');
    return "'" + text + "'";
}

// The part that bash and zsh share: walks the words that stand before the cursor, then sets `words` to what
// may follow.
std::string body_for_sh(const std::vector<Place>& places, std::string_view count_from) {
    std::string paths, values, rest;
    for (const auto& place : places) {
        for (const auto& command : place.commands)
            paths += fmt::format("{}'{} {}'", paths.empty() ? "" : "|", place.path, command);
        std::string own;
        for (const auto& [name, list] : place.values) {
            if (name.starts_with('-'))
                values += fmt::format("        '{} {}') words='{}' ;;\n", place.path, name, list);
            else
                own += " " + list;
        }
        rest += fmt::format("            '{}') words='{} {}{}' ;;\n", place.path,
                            fmt::join(place.commands, " "), fmt::join(place.flags, " "), own);
    }
    return fmt::format(R"(    local path=sodan words= i
    for ((i = {0}; i < current; i++)); do
        case "$path ${{line[i]}}" in
            {1}) path="$path ${{line[i]}}" ;;
        esac
    done
    case "$path $previous" in
{2}        *) case "$path" in
{3}        esac ;;
    esac
)",
                       count_from, paths, values, rest);
}

std::string for_bash(const std::vector<Place>& places) {
    return "# bash completion for sodan: source <(sodan completion bash)\n_sodan() {\n"
           "    local line=(\"${COMP_WORDS[@]}\") current=$COMP_CWORD\n"
           "    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n" +
           body_for_sh(places, "1") +
           "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n}\ncomplete -o default -F "
           "_sodan sodan\n";
}

std::string for_zsh(const std::vector<Place>& places) {
    return "#compdef sodan\n# zsh completion for sodan: source <(sodan completion zsh)\n_sodan() {\n"
           "    local -a line=(\"${(@)words}\")\n"
           "    local current=$CURRENT previous=${words[CURRENT-1]}\n" +
           body_for_sh(places, "2") + "    compadd -- ${=words}\n}\ncompdef _sodan sodan\n";
}

// fish asks each line whether it fits; `__sodan_at` is true where the commands typed so far are the ones
// named.
std::string for_fish(const std::vector<Place>& places) {
    std::string out = R"(# fish completion for sodan: sodan completion fish | source
function __sodan_at
    set -l typed (commandline -opc)
    set -l path
    for word in $typed[2..]
        if contains -- "$path $word" $__sodan_paths
            set path "$path $word"
        end
    end
    test "$path" = "$argv[1]"
end
set -g __sodan_paths)";
    const auto below = [](const std::string& path) { return path.substr(std::string("sodan").size()); };
    for (const auto& place : places) out += " " + quoted(below(place.path));
    out += "\ncomplete -c sodan -f\n";
    for (const auto& place : places) {
        const auto start = fmt::format("complete -c sodan -n \"__sodan_at '{}'\"", below(place.path));
        for (std::size_t i = 0; i < place.commands.size(); ++i)
            out += fmt::format("{} -a {} -d {}\n", start, place.commands[i], quoted(place.purposes[i]));
        for (std::size_t i = 0; i < place.flags.size(); ++i)
            out += fmt::format("{} -l {} -d {}\n", start, place.flags[i].substr(2),
                               quoted(place.explanations[i]));
        for (const auto& [name, list] : place.values)
            out += name.starts_with('-') ? fmt::format("{} -l {} -x -a '{}'\n", start, name.substr(2), list)
                                         : fmt::format("{} -a '{}'\n", start, list);
    }
    return out;
}

}  // namespace

std::string completion_for(std::string_view shell, const Wording& words) {
    const auto table = commands();
    std::vector<Place> places;
    walk(*make_app(table, words), "sodan", table, places);
    if (shell == "bash") return for_bash(places);
    return shell == "zsh" ? for_zsh(places) : for_fish(places);
}

}  // namespace sodan::cli
