#pragma once
// The people of the office, what they can do and when, and how they are bound to one another.

#include "base/clock.h"
#include "domain/desk.h"
#include "domain/duty.h"
#include "domain/reach.h"
#include "domain/words.h"

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sodan::domain {

using PersonId = std::string;  // "pa-02-a": stable, in URLs and the journal; never a name

// Away from `from` until `until` (exclusive); without `until`, until further notice. What is meant for the
// person reaches the substitute meanwhile; a substitute who is away too, that one's (domain/substitutes.h).
struct Absence {
    Instant from{};
    std::optional<Instant> until{};
    std::optional<PersonId> substitute{};
    bool operator==(const Absence&) const = default;
};
BOOST_DESCRIBE_STRUCT(Absence, (), (from, until, substitute))

// Of the office from `begins` until `ends` (exclusive); what is absent is open.
struct Term {
    std::optional<Instant> begins{}, ends{};
    bool operator==(const Term&) const = default;
};
BOOST_DESCRIBE_STRUCT(Term, (), (begins, ends))

BOOST_DEFINE_ENUM_CLASS(RelationKind, friend_, family, line_manager, same_office, other)

// A declared tie to another person of the office: whoever is tied to the subject of a case is not offered it.
struct Relation {
    PersonId with;
    RelationKind kind = RelationKind::other;
    bool operator==(const Relation&) const = default;
};
BOOST_DESCRIBE_STRUCT(Relation, (), (with, kind))

struct Person {
    PersonId id;
    std::string name;
    std::string place;  // by role and order: "PA-A of 02", "PA-J of 41", "SGL-A of ru", "PC-A"; how
                        // colleagues point at each other
    Role role = Role::advisor;
    std::string of;  // the host of an advisor, the language of a leader, else ""
    std::optional<AdvisorKind> advisor_kind{};
    std::vector<std::string> languages;  // BCP 47 primary subtags in which they can take a call
    std::vector<Absence> absences{};
    std::optional<Instant>
        left{};  // no longer of the office from then on; the clock writes it when a term ends
    std::vector<Relation> relations{};
    std::optional<Term> term{};
    std::optional<Duty> duty{};
    std::optional<int> most_cases{};  // whoever holds as many is offered the next case last
    std::optional<bool> head{};       // of the department: before whom comes what nobody else may take
    std::optional<Reach> reach{};     // absent: nothing can be sent to them
    static constexpr bool sparse = true;

    bool operator==(const Person&) const = default;
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (id, name, place, role, of, advisor_kind, languages, absences, left, relations, term,
                       duty, most_cases, head, reach))

bool has_left(const Person&, Instant);              // or the term has ended
bool is_of_office(const Person&, Instant);          // the term has begun, and the person has not left
bool is_available(const Person&, Instant);          // of the office, and not away
const Absence* absence_at(const Person&, Instant);  // the first that holds then; null when there is none
bool is_head(const Person&);
bool speaks(const Person&, std::string_view language);  // compares primary subtags: "pt-BR" is "pt"

// The desk that a person works at; the committee, the secretary and administrators have
// none.
std::optional<Desk> desk_of(const Person&);

}  // namespace sodan::domain
