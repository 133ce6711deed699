#include "routing/facts.h"

#include "base/described.h"
#include "domain/person.h"
#include "domain/words.h"
#include "routing/routing.h"

namespace sodan::routing {

namespace {

using Names = std::vector<std::string_view>;

template <class E> Names names_of(std::initializer_list<std::string_view> further = {}) {
    Names out;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto d) { out.push_back(wire(d.name)); });
    out.insert(out.end(), further);
    return out;
}

Names inquiry_values(Fact fact) {
    switch (fact) {
        case Fact::danger: return names_of<domain::Danger>({"unknown"});
        case Fact::topic: return names_of<domain::Topic>();
        case Fact::named_date: return {"none", "today", "soon", "later"};
        case Fact::raised_by: return names_of<domain::RaisedBy>();
        case Fact::addressed_to: return names_of<domain::AddressedTo>();
        case Fact::language_group: return {"ja", "en", "leader", "other"};
        case Fact::wish: return names_of<domain::DeskKind>({"none"});
        case Fact::consent_advisor:
        case Fact::consent_supervisor:
        case Fact::consent_department: return {"given", "refused", "not_asked"};
        case Fact::tried_supervisor: return names_of<domain::TriedSupervisor>({"unknown"});
        default: return {};
    }
}

Names office_values(Fact fact) {
    switch (fact) {
        case Fact::advisor_desk:
        case Fact::leader_desk:
        case Fact::department_desk:
        case Fact::coordinator_desk: return {"open", "away", "barred", "none"};
        case Fact::turned_to: return {"advisor", "department", "leader", "coordinator"};
        case Fact::at:
        case Fact::desk: return names_of<domain::DeskKind>();
        case Fact::cause: return {"asked", "silent", "walled", "absent"};
        case Fact::window:
            return {"first_answer", "pick_up", "next_contact", "follow_up", "offer", "counsel", "alarm"};
        case Fact::tie: return names_of<domain::RelationKind>({"none"});
        case Fact::presence: return {"present", "absent", "left"};
        default: return {};
    }
}

Names decided_values(Fact fact) {
    switch (fact) {
        case Fact::urgency: return names_of<domain::Urgency>();
        case Fact::way:
            return {"danger_now",         "employer_direct", "advisor_asks", "employer_to_clair",
                    "coordinator_raises", "to_host",         "to_clair"};
        case Fact::wish_met: return {"none", "advisor", "leader", "coordinator", "department"};
        case Fact::supervisor_link: return {"suggest", "skip"};
        default: return {"yes", "no"};
    }
}

std::array<Names, fact_count> all_values() {
    std::array<Names, fact_count> out;
    for (std::size_t i = 0; i < fact_count; ++i) {
        const auto fact = static_cast<Fact>(i);
        out[i] = inquiry_values(fact);
        if (out[i].empty()) out[i] = office_values(fact);
        if (out[i].empty()) out[i] = decided_values(fact);
    }
    return out;
}

const Names& names(Fact fact) {
    static const auto all = all_values();
    return all[static_cast<std::size_t>(fact)];
}

}  // namespace

std::span<const std::string_view> values_of(Fact fact) { return names(fact); }
std::string_view name_of(Fact fact) {
    static const auto all = names_of<Fact>();
    return all.at(static_cast<std::size_t>(fact));
}
std::string_view value_name(Fact fact, std::uint8_t index) { return names(fact).at(index); }

}  // namespace sodan::routing
