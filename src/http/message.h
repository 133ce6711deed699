#pragma once
// A request and its answer as the handlers see them: plain values. Knows no socket and no Beast.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sodan::office {
struct Bearer;
}

namespace sodan::http {

// Views into the connection's buffers; they live until the answer has been given.
struct Request {
    std::string_view id;  // for logs and answers: names this request
    std::string_view method, target, body;
    std::string_view host, origin, fetch_site, content_type, accept, accept_language, user_agent;
    std::string_view authorization, cookie, idempotency_key, if_match, last_event_id;
    std::string_view repeated{};  // a header of those above that came twice, "" = none
    std::string_view address{};   // of whoever is at the other end
    // Who asks, once that is known (identify.h); nobody on routes that are open to anyone.
    std::shared_ptr<const office::Bearer> bearer{};
    std::string_view person{};
};

// Live events for a person, from after this place in the journal.
struct Stream {
    std::string person, pass;
    std::string after;  // as it was given to that person (office/position.h); "" = from now on
};

struct Response {
    int status = 200;
    std::string body{};
    std::string_view type = "application/json";  // a literal
    std::string headers{};                       // further header lines, each ending in CRLF
    std::optional<Stream> stream{};
};

inline void add_header(Response& to, std::string_view name, std::string_view value) {
    to.headers.append(name).append(": ").append(value).append("\r\n");
}

// Whoever waits for an answer that is not there yet.
class Asker {
public:
    virtual ~Asker() = default;
    // Any thread, once: `make` is run on the network thread.
    virtual void later(std::function<Response()> make) = 0;
};

}  // namespace sodan::http
