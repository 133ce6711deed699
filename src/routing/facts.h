#pragma once
// The closed catalogue of what the tables may test: each fact with all its values. Facts are computed in
// code, from the case and the office; an office that edits a table chooses among them and adds none.
// "unknown" is a value like any other where it can occur.

#include "domain/words.h"

#include <boost/describe/enum.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::routing {

// The enumerators are the names in the tables.
BOOST_DEFINE_ENUM_CLASS(Fact,
                        // of the inquiry
                        danger, topic, topic_work, named_date, text_danger, raised_by, addressed_to,
                        language_group, wish, consent_advisor, consent_supervisor, consent_department,
                        tried_supervisor, subject_supervisor, about_participant,
                        // of the office at that moment
                        advisor_desk, leader_desk, department_desk, coordinator_desk, spoken,
                        // of a case that exists
                        at, cause, window,
                        // of a person who might take it
                        wall, excluded, subject, tie, other_side, presence, speaks, belongs,
                        // decided by a table before
                        urgency, way, wish_met, turned_to, desk, supervisor_link, date_before_due)

inline constexpr std::size_t fact_count = static_cast<std::size_t>(Fact::date_before_due) + 1;

// What is known, as indexes into the values of each fact.
struct Facts {
    std::array<std::uint8_t, fact_count> value{};

    std::uint8_t operator[](Fact fact) const { return value[static_cast<std::size_t>(fact)]; }
    template <class V> void set(Fact fact, V index) {
        value[static_cast<std::size_t>(fact)] = static_cast<std::uint8_t>(index);
    }
    void set(Fact fact, bool is_so) { set<int>(fact, is_so ? 0 : 1); }  // "yes", "no"
};

enum class DeskState : std::uint8_t { open, away, barred, none };  // in the order of the facts' values
enum class NamedDate : std::uint8_t { none, today, soon, later };
enum class Tie : std::uint8_t {
    friend_,
    family,
    line_manager,
    same_office,
    other,
    none
};  // domain::RelationKind, then none

// A desk that rules name. The supervisor's is not among them: only people put a case before a supervisor.
inline domain::DeskKind desk_turned_to(int index) { return static_cast<domain::DeskKind>(index + 1); }
inline int index_turned_to(domain::DeskKind kind) { return static_cast<int>(kind) - 1; }

std::span<const std::string_view> values_of(Fact);
std::string_view name_of(Fact);
std::string_view value_name(Fact, std::uint8_t index);

}  // namespace sodan::routing
