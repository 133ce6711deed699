#pragma once
// What is shown of people's time: who is on duty, whose time ends, to whom a leaving person's cases would go,
// and what became of what one has handed on.

#include "office/departure.h"
#include "office/views.h"

#include <boost/json/array.hpp>

#include <vector>

namespace sodan::office {

boost::json::object person_view(const Viewing&, const domain::Person&);

// The query string of GET /people: `leaving`: only those whose time ends within so many days.
struct PeopleRequest {
    std::optional<std::string> leaving{};
    static constexpr bool sparse = true;
};
BOOST_DESCRIBE_STRUCT(PeopleRequest, (), (leaving))
Outcome<boost::json::object> view_people(const Viewing&, const PeopleRequest&);

// {"at", "desks": [{"desk", "first": [...], "deputies": [...]}], "warnings": [{"en", "ja"}]}; `at` "" = now.
Outcome<boost::json::object> view_duty(const Viewing&, const std::string& at);

// Where each case that the person holds would go by the rules; nothing is changed.
Outcome<boost::json::object> view_hand_over(const Viewing&, const domain::PersonId&);

// What the viewer handed on and how far it has come: a receipt, without the case.
Outcome<boost::json::object> view_hand_overs(const Viewing&);

// {"cases_in", "cases_out", "items": [...]}. Cases behind a wall are neither listed nor counted for the
// viewer; for an administrator, who reads no case, they are counted and not listed.
boost::json::object passings_view(const Viewing&, const std::vector<Passing>&, std::size_t out);

boost::json::array in_both_languages(const routing::Rules&, const std::vector<Message>&);

// Holes in the duty, and desks at which nobody is or will be.
std::vector<Message> people_warnings(const domain::Office&, Instant now);
std::vector<Message> warnings_that_are_new(const domain::Office& before, const domain::Office& after,
                                           Instant now);
// A substitute who is of another desk, or away as well.
std::vector<Message> absence_warnings(const domain::Office&, const domain::Person&, Instant now);

}  // namespace sodan::office
