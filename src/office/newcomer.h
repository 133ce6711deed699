#pragma once
// A new person of the office, whom an administrator adds: known from then on, with a desk or without, and
// ready to be invited.

#include "office/use_cases.h"

namespace sodan::office {

// POST /people. `of`: the host of an advisor, the language of a leader; `place`: how colleagues point at
// them, else the next that is free.
struct AddPerson {
    std::string id, name;
    domain::Role role{};
    std::vector<std::string> languages;
    std::optional<std::string> of{};
    std::optional<domain::AdvisorKind> advisor_kind{};
    std::optional<std::string> place{};
    std::optional<std::string> email{};
    std::optional<Instant> begins{}, ends{};
};
BOOST_DESCRIBE_STRUCT(AddPerson, (),
                      (id, name, role, languages, of, advisor_kind, place, email, begins, ends))

// Refused whole: an id or a place that is taken, a host or a language that is none, an address that cannot be
// used, a term that is over.
Outcome<Written> add_person(const Acting&, const AddPerson&);

}  // namespace sodan::office
