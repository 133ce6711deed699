#include "office/coverage.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace sodan::office {

namespace json = boost::json;

Written coverage_lost(Reading& reading, Instant now, const CoverageLoss& loss) {
    Written out;
    const json::object body{{"rules_version", loss.rules_version},
                            {"gone", json::array(loss.gone.begin(), loss.gone.end())},
                            {"count", loss.no_longer_covered.size()}};
    out.changes.entries.push_back(
        {.happened_at = now,
         .written_at = now,
         .actor = "clock",
         .event = "coverage_lost",
         .body = json::serialize(body),
         .detail = json::serialize(json::object{{"no_longer_covered", loss.no_longer_covered}})});
    out.changes.messages.push_back({.key = "coverage:" + std::to_string(reading.last_seq() + 1),
                                    .recipient = "desk:coordinator",
                                    .kind = "coverage",
                                    .created_at = now});
    return out;
}

}  // namespace sodan::office
