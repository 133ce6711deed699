#include "cli/command.h"

namespace sodan::cli {

std::vector<Command> commands_on_accounts() {
    const Field id{"id", "", Form::word, true};
    const std::vector<std::string> columns{"id",      "name",    "scopes", "made_at",
                                           "used_at", "ends_at", "current"};
    return {{"sessions", Verb::get, "/sessions", {}, View::anything, columns},
            {"sessions end", Verb::remove, "/sessions/{}", {id}},
            {"token list", Verb::get, "/tokens", {}, View::anything, columns},
            {"token revoke", Verb::remove, "/tokens/{}", {id}},
            {"people invite", Verb::post, "/people/{}/invitation", {id, {"--reset", "reset", Form::yes}}}};
}

}  // namespace sodan::cli
