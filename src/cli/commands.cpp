#include "cli/local.h"

namespace sodan::cli {

std::vector<Command> commands() {
    std::vector<Command> out;
    for (auto* part : {commands_that_log, commands_that_read, commands_on_cases, commands_on_people,
                       commands_on_the_office, commands_on_the_record, commands_on_accounts})
        for (auto& command : part()) out.push_back(std::move(command));
    for (auto& local : local_commands()) out.push_back(std::move(local.command));
    return out;
}

}  // namespace sodan::cli
