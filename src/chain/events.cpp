#include "chain/events.h"

#include "base/json_text.h"

#include <boost/json/parse.hpp>

#include <fmt/format.h>

#include <stdexcept>

namespace sodan::chain {

std::string_view name_of(const Event& event) {
    return std::visit([]<class E>(const E&) { return E::name; }, event);
}

std::string body_of(const Event& event) {
    return std::visit([](const auto& e) { return json_text(e); }, event);
}

Event event_from(std::string_view name, std::string_view body) {
    std::optional<Event> out;
    const auto fields = boost::json::parse({body.data(), body.size()});
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Event>>(
        [&]<class E>(std::type_identity<E>) {
            if (E::name != name) return;
            if (auto read = Reader::read<E>(fields)) out = *std::move(read);
        });
    if (!out)
        throw std::runtime_error(fmt::format("the journal holds an event “{}” that cannot be read", name));
    return *std::move(out);
}

}  // namespace sodan::chain
