#pragma once
// A mail of plain text as bytes (RFC 5322), written by a machine for one person. The same mail gives the same
// bytes. Knows nothing of letters.

#include "base/clock.h"

#include <string>

namespace sodan::mail {

struct PlainMail {
    std::string from{}, to{};  // addresses
    std::string subject{}, body{};
    std::string verbatim{};  // ASCII, stands before the body in a part of its own, as it is
    std::string id{};        // the Message-ID, without angle brackets
    Instant at{};
    bool important = false;
};

// Throws std::invalid_argument when an address is none.
std::string bytes_of(const PlainMail&);

std::string domain_of(const std::string& address);

}  // namespace sodan::mail
