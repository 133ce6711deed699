#include "cli/command.h"

namespace sodan::cli {

namespace {

std::vector<Command> rules() {
    const Field version{"version", "", Form::word, true}, why{"--reason", "reason", Form::content, true};
    return {{"rules", Verb::get, "/rules"},
            {"rules list", Verb::get, "/rules"},
            {"rules facts", Verb::get, "/rules/facts"},
            {"rules coverage", Verb::get, "/rules/coverage", {}, View::coverage},
            {"rules versions",
             Verb::get,
             "/rules/versions",
             {},
             View::anything,
             {"version", "state", "at", "author", "reason", "based_on"}},
            {"rules show", Verb::get, "/rules/versions/{}", {version}, View::rules},
            {"rules draft",
             Verb::post,
             "/rules/drafts",
             {{"folder", "files", Form::folder, true}, why, {"--based-on", "based_on"}},
             View::rules},
            {"rules simulate",
             Verb::post,
             "/rules/simulations",
             {{"rules", "files", Form::rules, true}, {"--since", "since", Form::since, true}},
             View::simulated},
            {"rules publish", Verb::post, "/rules/versions/{}/publish", {version, why}},
            {"rules rollback", Verb::post, "/rules/rollback", {{"version", "to", Form::word, true}, why}},
            {"rules reload", Verb::post, "/rules/reload", {{"--reason", "reason", Form::content}}}};
}

std::vector<Command> machinery() {
    return {{"chain export",
             Verb::get,
             "/chain",
             {{"--format", "format", Form::word, true, {"scxml", "mermaid", "promela", "json"}}},
             View::raw},
            {"verify", Verb::get, "/verify", {}, View::verified},
            {"post retry", Verb::post, "/messages/{}/retry", {{"message", "", Form::word, true}}},
            {"backup", Verb::post, "/backup", {{"name", "name", Form::word, true}}},
            {"completion",
             Verb::complete,
             "",
             {{"shell", std::string(kept), Form::word, true, {"bash", "zsh", "fish"}}}}};
}

}  // namespace

std::vector<Command> commands_on_the_office() {
    auto out = rules();
    for (auto& command : machinery()) out.push_back(std::move(command));
    return out;
}

}  // namespace sodan::cli
