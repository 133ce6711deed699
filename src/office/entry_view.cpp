#include "office/entry_view.h"

#include "office/standing.h"

#include <boost/json/parse.hpp>

namespace sodan::office {

namespace json = boost::json;

namespace {

// The other case is named to whom may read it too; the other side's never.
bool may_be_named(const Viewing& viewing, const chain::Linked& link) {
    const auto ref = CaseRef::parse(link.to);
    return link.kind != "other_side" && ref &&
           !refused(viewing.person, Action::read_case, viewing.reading.find_case(*ref));
}

}  // namespace

bool may_know_why(const domain::Person& person, domain::ConflictKind why) {
    switch (why) {
        case domain::ConflictKind::line:
        case domain::ConflictKind::tie: return scope_of(person.role, Action::see_ties) == Scope::office;
        case domain::ConflictKind::other_side: return false;
        default: return true;
    }
}

json::object body_shown(const Viewing& viewing, const EntryRow& entry) {
    auto out = entry.body.empty() ? json::object{} : json::parse(entry.body).as_object();
    if (entry.event == chain::Linked::name) {
        const auto link = std::get<chain::Linked>(chain::event_from(entry.event, entry.body));
        if (!may_be_named(viewing, link)) out.erase("to");
    }
    if (entry.event == chain::WallRaised::name) {
        const auto wall = std::get<chain::WallRaised>(chain::event_from(entry.event, entry.body));
        if (wall.why && !may_know_why(viewing.person, *wall.why)) out.erase("why");
    }
    return out;
}

}  // namespace sodan::office
