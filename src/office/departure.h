#pragma once
// A person's cases go on to others, in one unit of work: for each it is planned who comes next, then done.
// What nobody can take in person waits at its desk, or at the one that the rules name. No case is left out.

#include "office/case_file.h"
#include "office/store.h"
#include "routing/routing.h"

#include <boost/describe/enum.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sodan::office {

// Who was chosen to come next; for all others the rules choose, and for cases from which whoever chose is
// walled.
struct Successors {
    std::map<CaseRef, domain::PersonId> of{};
    std::optional<domain::PersonId> of_all{};
};

// How a case found where it goes. From `cannot_act` on: the one who was chosen could not be had.
BOOST_DEFINE_ENUM_CLASS(Passed, as_chosen, by_the_rules, desk_is_empty, nobody_there, cannot_act, no_consent,
                        no_desk)

// One case on its way: it will wait at `desk`, for `person` first where there is one.
struct Passing {
    CaseRow row;
    std::string desk{};
    std::optional<domain::PersonId> person{};
    Passed how{};
};

class Departure {
public:
    // `leaver` takes no case any more, whatever the roster says still. `actor`: who does it, a person or
    // "clock".
    Departure(Reading&, const routing::Rules&, Instant now, const domain::Person& leaver, std::string actor);

    std::vector<Passing> planned(const Successors&);  // every case that the leaver holds, and none else
    std::optional<Refusal> pass_on(const Passing&, const std::string& reason, Changes&);
    // Offers that wait for the leaver's answer go back: declined for absence.
    std::optional<Refusal> decline_offers(Changes&);

private:
    Passing planned(const CaseRow&, const Successors&);
    Passing for_chosen(const CaseRow&, const CaseFile&, const domain::PersonId&);
    Passing by_the_rules(const CaseRow&, const CaseFile&);
    routing::Moment moment() const;
    Instant due(const CaseFile&, const std::string& desk, routing::Window) const;
    std::optional<Refusal> let_go(CaseFile&, const std::string& reason) const;

    Reading& reading_;
    const routing::Rules& rules_;
    Instant now_;
    domain::Person leaver_;
    std::string actor_;
    std::shared_ptr<const domain::Office> without_;
    std::map<domain::PersonId, std::int64_t> given_{};  // in this step, so that the next goes to another
};

// Every row that the query finds, page after page.
std::vector<CaseRow> all_of(Reading&, CaseQuery);

}  // namespace sodan::office
