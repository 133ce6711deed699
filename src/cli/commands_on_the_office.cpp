#include "cli/codes.h"
#include "cli/command.h"
#include "domain/person.h"

namespace sodan::cli {

using namespace domain;

namespace {

Command on_person(const std::string& name, std::vector<Field> fields) {
    fields.insert(fields.begin(), {"id", "", Form::word, true});
    return {"people " + name, Verb::post, "/people/{}/" + name, std::move(fields)};
}

std::vector<Command> people() {
    return {{"people",
             Verb::get,
             "/people",
             {},
             View::anything,
             {"id", "name", "place", "languages", "available"}},
            on_person("absent", {{"--from", "from", Form::instant}, {"--until", "until", Form::instant}}),
            on_person("present", {}),
            on_person("left", {{"--on", "on", Form::instant}}),
            on_person("relate", {{"--with", "with", Form::word, true},
                                 {"--kind", "kind", Form::word, true, every<RelationKind>()}})};
}

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
            {"backup", Verb::post, "/backup", {{"name", "name", Form::word, true}}},
            {"completion",
             Verb::complete,
             "",
             {{"shell", std::string(kept), Form::word, true, {"bash", "zsh", "fish"}}}}};
}

}  // namespace

std::vector<Command> commands_on_the_office() {
    auto out = people();
    for (auto* part : {rules, machinery})
        for (auto& command : part()) out.push_back(std::move(command));
    return out;
}

}  // namespace sodan::cli
