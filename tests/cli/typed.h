#pragma once
// `sodan` as a test types it.

#include "cli/run.h"

#include <map>
#include <sstream>
#include <vector>

namespace sodan::cli {

struct Typed {
    std::map<std::string, std::string> environment{};
    std::string input{};
    std::vector<std::string> answers{};  // to what the person is asked, one after the other
    std::vector<std::string> secret_questions{};
    std::string out{}, err{};

    Exit run(std::vector<std::string> arguments) {
        std::istringstream in(input);
        std::ostringstream printed, complained;
        Surroundings around{in,
                            printed,
                            complained,
                            [this](const char* name) {
                                const auto found = environment.find(name);
                                return found == environment.end() ? "" : found->second;
                            },
                            std::chrono::milliseconds(1),
                            [this](const std::string& prompt, bool is_secret) -> std::optional<std::string> {
                                if (is_secret) secret_questions.push_back(prompt);
                                if (answers.empty()) return {};
                                auto answer = answers.front();
                                answers.erase(answers.begin());
                                return answer;
                            }};
        const auto exit = cli::run(arguments, around);
        out = printed.str();
        err = complained.str();
        return exit;
    }
};

}  // namespace sodan::cli
