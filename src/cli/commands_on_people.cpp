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

std::vector<Command> reading() {
    return {
        {"people",
         Verb::get,
         "/people",
         {},
         View::anything,
         {"id", "name", "place", "languages", "available", "stand_in"}},
        {"people leaving",
         Verb::get,
         "/people",
         {{"--within", "leaving", Form::number, true}},
         View::anything,
         {"id", "place", "leaves_on", "desk", "remaining", "holds"}},
        {"people cases", Verb::get, "/people/{}/hand-over", {{"id", "", Form::word, true}}, View::passings},
        {"duty", Verb::get, "/duty", {{"--at", "at", Form::instant}}, View::duty},
        {"hand-overs",
         Verb::get,
         "/hand-overs",
         {},
         View::anything,
         {"ref", "to", "step", "declined", "result"}}};
}

std::vector<Command> changing() {
    auto hand_over = on_person(
        "hand-over",
        {{"--to", "to", Form::pairs}, {"--all-to", "all_to"}, {"--reason", "reason", Form::content, true}});
    hand_over.view = View::passings;
    return {on_person("absent", {{"--from", "from", Form::instant},
                                 {"--until", "until", Form::instant},
                                 {"--substitute", "substitute"}}),
            on_person("present", {{"--all", "all", Form::yes}}),
            {"people add",
             Verb::post,
             "/people",
             {{"--id", "id", Form::word, true},
              {"--name", "name", Form::word, true},
              {"--role", "role", Form::word, true, every<Role>()},
              {"--speaks", "languages", Form::list, true},
              {"--of", "of"},
              {"--advisor-kind", "advisor_kind", Form::word, false, every<AdvisorKind>()},
              {"--place", "place"},
              {"--email", "email"},
              {"--begins", "begins", Form::instant},
              {"--ends", "ends", Form::instant}}},
            on_person("term", {{"--begins", "begins", Form::instant}, {"--ends", "ends", Form::instant}}),
            on_person("duty", {{"--hours", "week", Form::hours}, {"--date", "exceptions", Form::dates}}),
            on_person("caseload", {{"--most", "most", Form::count}}),
            std::move(hand_over),
            on_person("reach", {{"--email", "email"},
                                {"--webhook", "webhook"},
                                {"--language", "language", Form::word, false, {"en", "ja"}},
                                {"--quiet-from", "quiet/from"},
                                {"--quiet-until", "quiet/until"},
                                {"--digest-at", "digest_at", Form::list},
                                {"--no-digest", "no_digest", Form::yes}}),
            on_person("left", {{"--on", "on", Form::instant}}),
            on_person("relate", {{"--with", "with", Form::word, true},
                                 {"--kind", "kind", Form::word, true, every<RelationKind>()}})};
}

}  // namespace

std::vector<Command> commands_on_people() {
    auto out = reading();
    for (auto& command : changing()) out.push_back(std::move(command));
    return out;
}

}  // namespace sodan::cli
