#pragma once
// From a list of arguments to what the person wants, or to what they are told instead.

#include "cli/command.h"
#include "cli/wording.h"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace sodan::cli {

struct Wish {
    Command command;
    std::map<std::string, std::vector<std::string>> given{};  // by the field's name

    bool has(const std::string& name) const { return given.contains(name); }
    std::string value(const std::string& name, std::string otherwise = "") const {
        const auto found = given.find(name);
        return found == given.end() || found->second.empty() ? otherwise : found->second.front();
    }
};

struct Told {
    bool is_help = false;  // it was asked for; otherwise the usage is wrong
    std::string text;
};

std::variant<Wish, Told> understand(std::vector<std::string> arguments, const Wording&);

}  // namespace sodan::cli
