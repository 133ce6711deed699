// A message that failed, after what hindered it was mended.

#include "office/standing.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;
using Why = Refusal::Why;

namespace {

// Due at another moment than before, so that its letter is another one.
DeliveryRow anew(DeliveryRow delivery, Instant now) {
    delivery.due = std::max(now, delivery.due + std::chrono::milliseconds{1});
    delivery.letter = 0;
    delivery.state = LetterState::queued;
    delivery.why.clear();
    delivery.followed = false;
    return delivery;
}

}  // namespace

Outcome<Written> send_again(const Acting& acting, std::int64_t message) {
    if (!may(acting.person, Action::watch_delivery)) return refuse(Why::not_allowed, "message.keepers_only");
    Written out;
    for (const auto& delivery : acting.reading.letters().deliveries_of(message))
        if (delivery.state == LetterState::failed && !delivery.person.empty())
            out.changes.deliveries.push_back(anew(delivery, acting.now));
    if (out.changes.deliveries.empty()) return refuse(Why::not_found, "message.nothing_failed");
    const auto count = static_cast<std::int64_t>(out.changes.deliveries.size());
    out.changes.entries.push_back(
        {.happened_at = acting.now,
         .written_at = acting.now,
         .actor = acting.person.id,
         .event = "message_sent_again",
         .body = json::serialize(json::object{{"message", message}, {"deliveries", count}})});
    out.answer.body = json::serialize(json::object{{"deliveries", count}});
    return out;
}

}  // namespace sodan::office
