// What a case's journal says of conflicts and disclosures, gathered.

#include "office/entry_view.h"
#include "office/standing.h"

#include <boost/json/array.hpp>

namespace sodan::office {

namespace json = boost::json;

namespace {

// The entries of one kind of event, each as `shown` tells it.
template <class Event, class Show> json::array gathered(Reading& reading, CaseRef ref, Show show) {
    json::array out;
    for (const auto& entry : reading.entries_of(ref))
        if (entry.event == Event::name)
            out.push_back(show(entry, std::get<Event>(chain::event_from(entry.event, entry.body))));
    return out;
}

json::object conflict_view(const Viewing& viewing, const EntryRow& entry, const chain::WallRaised& wall) {
    json::object out{{"person", wall.person}, {"since", to_string(entry.written_at)}, {"by", entry.actor}};
    if (const auto office = viewing.reading.office(); const auto* person = office->person(wall.person))
        out["place"] = person->place;
    if (wall.why && may_know_why(viewing.person, *wall.why)) out["why"] = code(*wall.why);
    return out;
}

json::object disclosure_view(const EntryRow& entry, const chain::Disclosed& disclosed) {
    return {{"at", to_string(entry.happened_at)}, {"to", disclosed.to}, {"ground", code(disclosed.ground)},
            {"kinds", written(disclosed.kinds)},  {"by", entry.actor},  {"version", entry.version}};
}

}  // namespace

Outcome<json::object> view_conflicts(const Viewing& viewing, CaseRef ref) {
    const auto row = seen(viewing, ref, Action::read_conflicts);
    if (!row) return row.refusal();
    auto items = gathered<chain::WallRaised>(viewing.reading, ref, [&](const auto& entry, const auto& wall) {
        return conflict_view(viewing, entry, wall);
    });
    const bool other_side = !CaseFile(*row, {}).memory().other_sides.empty();
    return json::object{{"items", std::move(items)}, {"other_side", other_side}};
}

Outcome<json::object> view_disclosures(const Viewing& viewing, CaseRef ref) {
    const auto row = seen(viewing, ref, Action::read_disclosures);
    if (!row) return row.refusal();
    return json::object{{"items", gathered<chain::Disclosed>(viewing.reading, ref, disclosure_view)}};
}

}  // namespace sodan::office
