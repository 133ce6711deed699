#pragma once
// The one place where a refusal becomes a status and an application/problem+json answer (RFC 9457).

#include "base/catalogue.h"
#include "base/outcome.h"
#include "http/message.h"

#include <boost/json/object.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::http {

struct Problem {
    std::string_view why;  // the end of its type, urn:sodan:problem:WHY
    int status;
    Message detail;
    std::string pointer{};
    std::chrono::seconds retry_after{1};  // of 429 and 503
};

Problem problem_of(const Refusal&);
// `more`: members that this problem has beside the usual ones.
Response answer(const Problem&, const Catalogue&, std::string_view language, boost::json::object more = {});

// The language of an Accept-Language header that the texts know and the caller likes best; "en" when there is
// none.
std::string best_language(std::string_view accept_language, const std::vector<std::string>& known);

}  // namespace sodan::http
