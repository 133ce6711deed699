#pragma once
// What a person may read, as the JSON objects that the API answers with. Whoever may not see a case gets the
// same refusal as for one that does not exist.

#include "domain/case_ref.h"
#include "office/past.h"
#include "office/rights.h"
#include "routing/routing.h"

#include <boost/json/object.hpp>

#include <string>
#include <vector>

namespace sodan::office {

struct Viewing {
    Reading& reading;
    const routing::Rules& rules;
    Instant now;
    const domain::Person& person;
};

// The one way to a case for whoever reads it: as the rights and the walls have it, or through broken glass.
Outcome<CaseRow> seen(const Viewing&, domain::CaseRef, Action);

Outcome<boost::json::object> view_case(const Viewing&, domain::CaseRef);
Outcome<boost::json::object> view_history(const Viewing&, domain::CaseRef);
Outcome<boost::json::object> view_decisions(const Viewing&, domain::CaseRef);
// {"items": [{person, place, why, since, by}], "other_side"}: who must not know of it.
Outcome<boost::json::object> view_conflicts(const Viewing&, domain::CaseRef);
// {"items": [{at, to, ground, kinds, by, version}]}: what crossed to another body.
Outcome<boost::json::object> view_disclosures(const Viewing&, domain::CaseRef);
// What left, or is to leave, about a case: to whom by place, by which way, when, and what became of it.
// Nobody's address but one's own.
Outcome<boost::json::object> view_messages(const Viewing&, domain::CaseRef);
// The deliveries that failed and were not sent again, for those who keep the office.
Outcome<boost::json::object> view_failed_messages(const Viewing&);

// The query string of GET /cases, as it came.
struct ListRequest {
    std::optional<std::string> desk{}, state{}, urgency{}, mine{}, overdue{}, q{}, cursor{}, limit{};
    static constexpr bool sparse = true;
};
BOOST_DESCRIBE_STRUCT(ListRequest, (), (desk, state, urgency, mine, overdue, q, cursor, limit))
Outcome<boost::json::object> view_cases(const Viewing&,
                                        const ListRequest&);  // {"items": [...], "next": "..."}

// {"items": [{"case", "why": [...]}], "total", "hidden", "by_why"}: every open case that nobody answers, that
// reaches nobody or whose emergency is open.
Outcome<boost::json::object> view_alarms(const Viewing&);

Outcome<boost::json::object> view_me(const Viewing&);
Outcome<boost::json::object> view_desks(const Viewing&);
Outcome<boost::json::object> view_hosts(const domain::Office&, const std::string& date);  // date "" = all
Outcome<boost::json::object> view_directory(const domain::Office&, const std::string& words);

// One change for the live events of a person; nothing when they may not know of it. {"case", "version",
// "event", "desk"}.
std::optional<boost::json::object> view_change(Reading&, const domain::Person&, const EntryRow&);

// Replays the journal of every case and compares with its row, and asks every decision again whose rules are
// known:
// {"cases", "entries", "decisions", "decisions_not_asked_again", "differences": [...]}. A difference names
// its case where it may be named.
using MayBeNamed = std::function<bool(const CaseRow&)>;
boost::json::object verify(
    Reading&, const RulesOf&, const MayBeNamed& = [](const CaseRow&) { return true; });

}  // namespace sodan::office
