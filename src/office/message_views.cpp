// What is shown of messages on their way.

#include "office/sight.h"
#include "office/standing.h"
#include "office/views.h"

#include <boost/json/array.hpp>

#include <map>

namespace sodan::office {

namespace json = boost::json;
using Why = Refusal::Why;

namespace {

std::string place_of(const Viewing& viewing, const std::string& id) {
    const auto office = viewing.reading.office();
    const auto* person = office->person(id);
    return person ? person->place : id;
}

json::object delivery_view(const Viewing& viewing, const DeliveryView& one) {
    const auto& delivery = one.delivery;
    json::object out{{"way", code(delivery.way)}, {"state", code(delivery.state)}};
    if (!delivery.person.empty()) out["to"] = place_of(viewing, delivery.person);
    if (!delivery.why.empty()) out["why"] = delivery.why;
    if (one.attempts > 0) out["attempts"] = one.attempts;
    if (one.sent_at) out["sent_at"] = to_string(*one.sent_at);
    if (one.next_at) out["next_at"] = to_string(*one.next_at);
    const auto* self = viewing.person.reach ? &*viewing.person.reach : nullptr;
    if (self && delivery.person == viewing.person.id)
        out["address"] = delivery.way == domain::Way::email ? self->email : self->webhook;
    return out;
}

}  // namespace

Outcome<json::object> view_messages(const Viewing& viewing, CaseRef ref) {
    const auto row = seen(viewing, ref, Action::read_messages);
    if (!row) return row.refusal();
    std::map<std::string, json::array> deliveries;  // by the message's key
    for (const auto& one : viewing.reading.letters().shown_of(ref))
        deliveries[one.message.key].push_back(delivery_view(viewing, one));
    json::array items;
    for (const auto& message : viewing.reading.messages_of(ref)) {
        json::object item{{"recipient", message.recipient},
                          {"kind", message.kind},
                          {"created_at", to_string(message.created_at)},
                          {"deliveries", deliveries[message.key]}};
        if (message.sent_at) item["sent_at"] = to_string(*message.sent_at);
        items.push_back(std::move(item));
    }
    return json::object{{"items", std::move(items)}};
}

// The reference of a case is shown only to who may know of it; the rest is enough to mend an address.
Outcome<json::object> view_failed_messages(const Viewing& viewing) {
    constexpr int most = 500;
    if (!may(viewing.person, Action::watch_delivery)) return refuse(Why::not_allowed, "message.keepers_only");
    json::array items;
    for (const auto& one : viewing.reading.letters().shown_failed(most)) {
        const auto row =
            one.message.ref.bits() == 0 ? std::nullopt : viewing.reading.find_case(one.message.ref);
        if (row && is_walled(viewing.person.id, *row)) continue;
        auto item = delivery_view(viewing, one);
        item["message"] = one.message.id;
        item["recipient"] = one.message.recipient;
        item["kind"] = one.message.kind;
        item["created_at"] = to_string(one.message.created_at);
        if (row && sight_of(viewing.person, *row) != Sight::none) item["case"] = to_string(one.message.ref);
        items.push_back(std::move(item));
    }
    return json::object{{"items", std::move(items)}};
}

}  // namespace sodan::office
