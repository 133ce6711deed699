#include "cli/run.h"
#include "cli/terminal.h"

#include <csignal>
#include <cstdlib>
#include <iostream>

int main(int count, char** arguments) {
    std::ios::sync_with_stdio(false);
    std::signal(SIGPIPE, SIG_DFL);  // `sodan events | head` ends quietly
    sodan::cli::Surroundings around{std::cin, std::cout, std::cerr, [](const char* name) {
                                        const char* value = std::getenv(name);
                                        return std::string(value ? value : "");
                                    }};
    around.ask = sodan::cli::ask_at_terminal;
    try {
        return static_cast<int>(sodan::cli::run({arguments + 1, arguments + count}, around));
    } catch (const std::exception& failure) {
        std::cerr << "sodan: " << failure.what() << '\n';
        return static_cast<int>(sodan::cli::Exit::unexpected);
    }
}
