#include "cli/codes.h"
#include "cli/command.h"
#include "office/key_keeping.h"

namespace sodan::cli {

namespace {

const Field ref{"ref", "", Form::word, true};

}  // namespace

std::vector<Command> commands_on_the_record() {
    return {
        {"search",
         Verb::post,
         "/cases/search",
         {{"words", "words", Form::content, true}},
         View::anything,
         {"ref", "urgency", "desk", "custody", "holder", "found_in"}},
        {"reads", Verb::get, "/cases/{}/reads", {ref}, View::anything, {"at", "person", "what"}},
        {"erase",
         Verb::post,
         "/cases/{}/erase",
         {ref, {"--because", "because", Form::word, true, every<office::ErasedBecause>()}}},
        {"key list",
         Verb::get,
         "/keys",
         {},
         View::anything,
         {"name", "state", "cases", "made", "fingerprint"}},
        {"key rotate", Verb::post, "/keys/rotate"},
        {"key destroy",
         Verb::post,
         "/keys/{}/destroy",
         {{"epoch", "", Form::word, true}, {"--reason", "reason", Form::content, true}}},
        {"retention", Verb::get, "/retention", {}, View::anything, {"name", "ends", "cases", "state"}},
        {"retention list", Verb::get, "/retention", {}, View::anything, {"name", "ends", "cases", "state"}},
        {"retention destroy",
         Verb::post,
         "/retention/{}/destroy",
         {{"quarter", "", Form::word, true}, {"--reason", "reason", Form::content, true}}},
        {"record", Verb::get, "/record"},
        {"incident draft",
         Verb::get,
         "/incident",
         {{"--since", "since", Form::since, true},
          {"--until", "until", Form::since, true},
          {"--person", "person"},
          {"--case", "case"}},
         View::written}};
}

}  // namespace sodan::cli
