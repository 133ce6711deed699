#pragma once
// The proof that a database file is as the daemon wrote it, by whoever distrusts the machine: nothing of the
// daemon's own code that writes is used, and no key that opens content. It must not know the use cases.

#include "verify/findings.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace sodan::verify {

struct Asked {
    std::filesystem::path database{};
    std::string public_key{};  // 64 hex signs, or a file that holds them; "" = signatures are not checked
    std::filesystem::path anchors{};  // text with anchors in it: a log, mails; "-" standard input; "" = none
};

struct Verdict {
    std::int64_t entries = 0, cases = 0, anchors = 0;
    std::string head{};
    Findings findings{};
};

// Throws Unreadable (verify/database.h) when the file or what goes with it cannot be looked at.
Verdict verify(const Asked&);

}  // namespace sodan::verify
