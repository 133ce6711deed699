#include "office/content_reads.h"

#include "office/case_view.h"
#include "office/opposite.h"
#include "office/standing.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;

namespace {

constexpr const char* event = "content_read";

// The question is all that counsel sees; everything else is for those who see the case whole.
bool may_still(const domain::Person& person, const CaseRow& row, ReadOf what, Instant now) {
    const bool is_case = what == ReadOf::question || is_only_noted(what);
    const auto words = what == ReadOf::decisions ? Action::read_decisions : Action::read_history;
    const auto action = is_case ? Action::read_case : words;
    return !refused(person, action, row) || is_open_to(person, row, now);
}

std::string body_of(ReadOf what) { return json::serialize(json::object{{"what", code(what)}}); }

bool was_just_noted(const Acting& acting, CaseRef ref, ReadOf what) {
    constexpr auto just = std::chrono::minutes{10};
    return std::ranges::any_of(acting.reading.entries_beside(ref), [&](const EntryRow& entry) {
        return entry.event == event && entry.actor == acting.person.id && entry.body == body_of(what) &&
               entry.written_at <= acting.now && acting.now - entry.written_at < just;
    });
}

bool tells_what_was_said(ReadOf what) { return what == ReadOf::history || what == ReadOf::decisions; }

}  // namespace

bool is_only_noted(ReadOf what) { return what == ReadOf::facts || what == ReadOf::file; }

Outcome<Written> content_read(const Acting& acting, const std::vector<ContentRead>& reads) {
    Written out;
    for (const auto& [ref, what] : reads) {
        const auto row = acting.reading.find_case(ref);
        const bool may_see = row && may_still(acting.person, *row, what, acting.now);
        if (is_only_noted(what) && (!may_see || was_just_noted(acting, ref, what))) continue;
        if (!may_see) return refuse(Refusal::Why::not_found, "case.not_found");
        out.changes.entries.push_back({.ref = ref,
                                       .happened_at = acting.now,
                                       .written_at = acting.now,
                                       .actor = acting.person.id,
                                       .event = event,
                                       .body = body_of(what)});
        if (!tells_what_was_said(what)) continue;
        auto beside = keep_reader_apart(acting, *row);
        if (!beside) return beside.refusal();
        add(out.changes, *std::move(beside));
    }
    return out;
}

std::vector<domain::PersonId> readers_of(Reading& reading, CaseRef ref) {
    std::vector<domain::PersonId> out;
    for (const auto& entry : reading.entries_beside(ref)) {
        if (entry.event != event) continue;
        const auto what = json::parse(entry.body).at("what").as_string();
        const auto read = from_code<ReadOf>({what.data(), what.size()});
        if (read && tells_what_was_said(*read)) out.push_back(entry.actor);
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
