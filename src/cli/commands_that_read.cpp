#include "cli/codes.h"
#include "cli/command.h"
#include "domain/words.h"

namespace sodan::cli {

using namespace domain;

namespace {

const Field ref{"ref", "", Form::word, true};

Command list() {
    return {"list",
            Verb::get,
            "/cases",
            {{"--desk", "desk"},
             {"--state", "state"},
             {"--urgency", "urgency", Form::word, false, every<Urgency>()},
             {"--mine", "mine", Form::yes},
             {"--overdue", "overdue", Form::yes},
             {"--search", "q"},
             {"--limit", "limit", Form::number},
             {"--cursor", "cursor"},
             {"--all", std::string(kept), Form::yes}},
            View::anything,
            {"ref", "urgency", "desk", "custody", "holder", "due", "overdue"}};
}

Command events() {
    return {"events",
            Verb::follow,
            "/events",
            {{"--since", std::string(kept), Form::word}, {"--count", std::string(kept), Form::number}}};
}

}  // namespace

std::vector<Command> commands_that_read() {
    return {
        list(),
        {"show", Verb::get, "/cases/{}", {ref}, View::the_case},
        {"history", Verb::get, "/cases/{}/history", {ref}, View::history},
        {"why", Verb::get, "/cases/{}/decisions", {ref, {"--all", std::string(kept), Form::yes}}, View::why},
        {"alarms",
         Verb::get,
         "/alarms",
         {{"--limit", "limit", Form::number},
          {"--cursor", "cursor"},
          {"--all", std::string(kept), Form::yes}},
         View::alarms},
        {"messages", Verb::get, "/cases/{}/messages", {ref}},
        {"conflicts", Verb::get, "/cases/{}/conflicts", {ref}},
        {"disclosures", Verb::get, "/cases/{}/disclosures", {ref}},
        {"post failed",
         Verb::get,
         "/messages?state=failed",
         {},
         View::anything,
         {"message", "to", "way", "kind", "why", "attempts", "created_at"}},
        events(),
        {"me", Verb::get, "/me"},
        {"desks", Verb::get, "/desks"},
        {"hosts",
         Verb::get,
         "/hosts",
         {{"--on", "on"}},
         View::anything,
         {"code", "kind", "name_en", "name_ja", "region", "valid_from", "valid_to"}},
        {"directory",
         Verb::get,
         "/directory",
         {{"words", "q", Form::list}},
         View::anything,
         {"id", "name_en", "name_ja", "phone", "hours", "languages", "as_of"}}};
}

}  // namespace sodan::cli
