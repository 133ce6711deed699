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

std::vector<Command> machinery() {
    return {{"rules", Verb::get, "/rules"},
            {"rules list", Verb::get, "/rules"},
            {"rules facts", Verb::get, "/rules/facts"},
            {"rules reload", Verb::post, "/rules/reload"},
            {"chain export",
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
    for (auto& command : machinery()) out.push_back(std::move(command));
    return out;
}

}  // namespace sodan::cli
