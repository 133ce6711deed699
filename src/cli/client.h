#pragma once
// One request to the daemon and its answer, over HTTP on a connection of its own. Knows nothing of what is
// asked.

#include "cli/request.h"

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace sodan::cli {

struct Address {
    std::string host, port;
    bool by_tls = false;
    std::string authorities{};  // a PEM file of those to trust; "" = the system's
};
// "http://127.0.0.1:8080", "https://sodan.example.jp"; nothing for other schemes, or with a path.
std::optional<Address> parse_address(std::string_view url);

// The daemon that a wish is for; nothing when its address is none.
std::optional<Address> address_of(const Wish&);

struct Answer {
    unsigned status = 0;
    std::string body{}, content_type{};
    std::string session{}, device{};  // secrets in its cookies
};

// No answer came. Whether the daemon did what was asked is known only when nothing was sent.
struct Silence {
    bool was_sent = false;
    std::string reason;
};

using Reply = std::variant<Answer, Silence>;

Reply exchange(const Address&, const Request&, std::chrono::seconds patience);

// Hands each piece of the answer on as it comes, until `take` says no (false) or the connection ends
// (Silence). An answer other than 200 is handed back whole.
using Take = std::function<bool(std::string_view)>;
Reply follow(const Address&, const Request&, std::chrono::seconds patience, const Take&);

}  // namespace sodan::cli
