#include "cli/terminal.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>

namespace sodan::cli {

namespace {

// Nothing that is typed is shown, for as long as this lives.
class Unseen {
public:
    explicit Unseen(bool is_wanted) : is_set_(is_wanted && ::tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!is_set_) return;
        auto unseen = before_;
        unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen);
    }
    ~Unseen() {
        if (!is_set_) return;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        std::cerr << '\n';
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

private:
    termios before_{};
    bool is_set_;
};

}  // namespace

std::optional<std::string> ask_at_terminal(const std::string& prompt, bool is_secret) {
    const bool is_terminal = ::isatty(STDIN_FILENO) == 1;
    if (is_terminal) std::cerr << prompt << ' ' << std::flush;
    const Unseen unseen(is_terminal && is_secret);
    std::string line;
    if (!std::getline(std::cin, line)) return {};
    return line;
}

}  // namespace sodan::cli
