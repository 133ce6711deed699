#pragma once
// How much the server takes, and how long it waits. Sizes in bytes, times in seconds.

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace sodan::http {

struct Limits {
    std::uint32_t header_bytes = 16 * 1024;
    std::uint64_t body_bytes =
        2 * 1024 * 1024;  // a text that is far too long still gets an answer that names its field
    std::size_t connections = 1024;
    std::size_t event_streams = 256;
    std::chrono::seconds idle{75};    // between two requests of a connection
    std::chrono::seconds header{10};  // from the first byte of a request to the end of its header
    std::chrono::seconds body{30};    // from there to the end of its body
    std::chrono::seconds write{
        20};  // for an answer to be taken; a live event's reader that is slower is dropped
    std::chrono::seconds drain{10};      // for what is under way when the daemon stops
    std::chrono::seconds heartbeat{15};  // between two signs of life on a quiet event stream
};

// Where to listen, and the names by which a client may call the server besides those of the loopback.
struct Endpoint {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0 = any free one
    std::vector<std::string> hosts{};
};

}  // namespace sodan::http
