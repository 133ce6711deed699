#include "office/content_reads.h"

#include "office/case_view.h"
#include "office/opposite.h"
#include "office/standing.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace sodan::office {

namespace json = boost::json;

namespace {

constexpr const char* event = "content_read";

// The question is all that counsel sees; everything else is for those who see the case whole.
bool may_still(const domain::Person& person, const CaseRow& row, ReadOf what, Instant now) {
    const auto action = what == ReadOf::question ? Action::read_case : Action::read_history;
    return !refused(person, action, row) || is_open_to(person, row, now);
}

}  // namespace

Outcome<Written> content_read(Reading& reading, const domain::Person& person, Instant now,
                              const std::vector<ContentRead>& reads) {
    Written out;
    for (const auto& [ref, what] : reads) {
        const auto row = reading.find_case(ref);
        if (!row || !may_still(person, *row, what, now))
            return refuse(Refusal::Why::not_found, "case.not_found");
        out.changes.entries.push_back({.ref = ref,
                                       .happened_at = acting.now,
                                       .written_at = acting.now,
                                       .actor = acting.person.id,
                                       .event = event,
                                       .body = json::serialize(json::object{{"what", code(what)}})});
    }
    return out;
}

Outcome<json::object> view_reads(const Viewing& viewing, CaseRef ref) {
    const auto row = seen(viewing, ref, Action::read_history);
    if (!row) return row.refusal();
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
