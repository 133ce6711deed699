#pragma once
// A write on its way through the store: taken from a request on the network thread, sent on from there or,
// when something is to be found out first, from any other.

#include "http/context.h"
#include "http/json_body.h"
#include "http/waiting.h"
#include "office/use_cases.h"

#include <boost/json/monotonic_resource.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace sodan::http {

using Decide = std::function<Outcome<office::Written>(const office::Acting&)>;

struct Write {
    Context& context;
    Waiting waiting;
    std::string person;
    std::optional<std::int64_t> if_match;
    std::optional<office::IdempotencyKey> key;
    Decide decide{};
    std::function<void()> kept{};  // on the store's thread, before the answer: it is durable
    std::function<std::optional<Response>(const Refusal&)> dressed{};  // a refusal that says more than others
    bool logs = false;
};

// From the request's headers; refuses what they say wrongly.
Outcome<std::shared_ptr<Write>> write_for(Context&, const Call&);
// Any thread, once; `decide` is there.
void send(std::shared_ptr<Write>);

inline constexpr std::size_t most_bodies = 8 * 1024;  // bytes of parsed JSON that need no allocation

// Reads the body as JSON and hands it to `read`; the JSON is gone afterwards.
template <class Read> auto read_body(const Call& call, Read read) -> decltype(read(boost::json::value{})) {
    unsigned char room[most_bodies];
    boost::json::monotonic_resource memory(room, sizeof room);
    const auto body = read_json(call.request.body, &memory);
    if (!body) return body.refusal();
    return read(*body);
}

// The body as that described type.
template <class Body> Outcome<Body> body_as(const Call& call) {
    return read_body(call, [](const boost::json::value& body) { return Reader::read<Body>(body); });
}

}  // namespace sodan::http
