#pragma once
// The alarm board a page at a time.

#include "office/views.h"

namespace sodan::office {

// The query string of GET /alarms.
struct AlarmsRequest {
    std::optional<std::string> cursor{}, limit{};
    static constexpr bool sparse = true;
};
BOOST_DESCRIBE_STRUCT(AlarmsRequest, (), (cursor, limit))

// As view_alarms, which shows all of it; `next` leads to the page after this one, and the figures are of the
// whole board.
Outcome<boost::json::object> view_alarms(const Viewing&, const AlarmsRequest&);

}  // namespace sodan::office
