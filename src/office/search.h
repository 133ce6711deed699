#pragma once
// Search in what was said: the cases that a person sees whole are opened one after the other and looked
// through. Nothing is indexed, so nothing of what was said stands anywhere in clear; a search is bounded
// instead, by number and by time.

#include "office/views.h"

#include <functional>
#include <string>

namespace sodan::office {

// POST /cases/search. What somebody looks for is content as well: it never stands in a URL or a log.
struct SearchCases {
    std::string words{};
};
BOOST_DESCRIBE_STRUCT(SearchCases, (), (words))

struct SearchLimits {
    std::size_t hits = 50;  // cases
    std::function<bool()> out_of_time = [] { return false; };
};

// {"items": [{a case as lists show it, "found_in": [versions]}], "looked_through": entries, "complete":
// bool}. A case is found when every word stands somewhere in it; open cases come first, by due time.
Outcome<boost::json::object> search_cases(const Viewing&, const SearchCases&, const SearchLimits&);

}  // namespace sodan::office
