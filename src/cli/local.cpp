#include "cli/local.h"

#include "cli/keys.h"
#include "cli/rules_check.h"
#include "cli/rules_diff.h"
#include "cli/rules_eval.h"
#include "cli/sign_in.h"
#include "cli/watchdog.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <istream>
#include <stdexcept>

namespace sodan::cli {

namespace {

std::string read_from(std::istream& in) {
    constexpr std::size_t most = 16 * 1024 * 1024, step = 64 * 1024;
    std::string out;
    while (in && out.size() < most) {
        const auto before = out.size();
        out.resize(before + step);
        in.read(out.data() + before, step);
        out.resize(before + static_cast<std::size_t>(in.gcount()));
    }
    return out;
}

}  // namespace

std::vector<LocalCommand> local_commands() {
    std::vector<LocalCommand> out{{command_rules_eval(), rules_eval},   {command_rules_check(), rules_check},
                                  {command_rules_diff(), rules_diff},   {command_key_status(), key_status},
                                  {command_key_paper(), key_paper},     {command_key_drill(), key_drill},
                                  {command_key_recover(), key_recover}, {command_watchdog(), watchdog}};
    for (auto& one : commands_to_sign_in()) out.push_back(std::move(one));
    return out;
}

Exit run_locally(const Wish& wish, const Wording& words, const Surroundings& around) {
    for (const auto& [command, run] : local_commands())
        if (command.path == wish.command.path) return run(wish, words, around);
    throw std::logic_error("no local command " + wish.command.path);
}

std::optional<std::string> bytes_of(const std::string& file, const Surroundings& around) {
    if (file == "-") return read_from(around.in);
    if (std::error_code none; std::filesystem::is_directory(file, none)) return {};
    std::ifstream in(file, std::ios::binary);
    if (!in) return {};
    return read_from(in);
}

}  // namespace sodan::cli
