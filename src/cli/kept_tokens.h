#pragma once
// The tokens that `sodan login` was given, one for each daemon, in a file that only its owner reads. A token
// is sent to no daemon but the one that gave it.

#include "cli/run.h"

#include <filesystem>
#include <string>

namespace sodan::cli {

struct KeptLogin {
    std::string token{};
    std::string device{};  // what tells the daemon that somebody has signed in from here before
};

class KeptTokens {
public:
    // $XDG_CONFIG_HOME/sodan/tokens.json, or $HOME/.config/sodan/tokens.json.
    explicit KeptTokens(const Surroundings&);

    KeptLogin of(const std::string& server) const;  // empty when there is none
    // Throws std::system_error, or std::runtime_error, when it cannot be written.
    void keep(const std::string& server, const KeptLogin&) const;
    const std::filesystem::path& file() const { return file_; }

private:
    std::filesystem::path file_;
};

}  // namespace sodan::cli
