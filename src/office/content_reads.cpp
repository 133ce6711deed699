#include "office/content_reads.h"

#include "office/rights.h"
#include "office/sight.h"
#include "office/standing.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace sodan::office {

namespace json = boost::json;

namespace {

constexpr const char* event = "content_read";

// The question is all that counsel sees; everything else is for those who see the case whole.
bool may_still(const domain::Person& person, const CaseRow& row, ReadOf what) {
    return sight_of(person, row) >= (what == ReadOf::question ? Sight::counsel : Sight::whole);
}

}  // namespace

Outcome<Written> content_read(Reading& reading, const domain::Person& person, Instant now,
                              const std::vector<ContentRead>& reads) {
    Written out;
    for (const auto& [ref, what] : reads) {
        const auto row = reading.find_case(ref);
        if (!row || !may_still(person, *row, what)) return refuse(Refusal::Why::not_found, "case.not_found");
        out.changes.entries.push_back({.ref = ref,
                                       .happened_at = now,
                                       .written_at = now,
                                       .actor = person.id,
                                       .event = event,
                                       .body = json::serialize(json::object{{"what", code(what)}})});
    }
    return out;
}

Outcome<json::object> view_reads(const Viewing& viewing, CaseRef ref) {
    if (auto refusal = must_be_allowed(viewing.person, Action::read_history)) return *refusal;
    const auto row = viewing.reading.find_case(ref);
    if (!row || sight_of(viewing.person, *row) != Sight::whole)
        return refuse(Refusal::Why::not_found, "case.not_found");
    json::array items;
    for (const auto& entry : viewing.reading.entries_beside(ref)) {
        if (entry.event != event) continue;
        items.push_back({{"person", entry.actor},
                         {"what", json::parse(entry.body).at("what")},
                         {"at", to_string(entry.written_at)}});
    }
    return json::object{{"items", std::move(items)}};
}

}  // namespace sodan::office
