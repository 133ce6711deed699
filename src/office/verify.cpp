// The proof that the state is what the journal tells: every case is replayed and compared with its row and
// its timers.

#include "office/case_file.h"
#include "office/views.h"

#include <boost/json/array.hpp>

#include <exception>

namespace sodan::office {

namespace json = boost::json;

namespace {

std::string difference(Reading& reading, const CaseRow& row, const std::vector<EntryRow>& entries) {
    if (entries.empty()) return "no_journal";
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (entries[i].version != static_cast<std::int64_t>(i) + 1) return "versions_have_a_gap";
    try {
        if (replayed(entries) != row) return "state_differs";
        return timers_of(row) == reading.timers_of(row.ref) ? "" : "timers_differ";
    } catch (const std::exception&) { return "journal_does_not_fit_the_chain"; }
}

}  // namespace

json::object verify(Reading& reading) {
    constexpr int page = 500;
    std::int64_t cases = 0, entries = 0;
    json::array differences;
    std::optional<CaseRef> after;
    for (auto refs = reading.cases_after(after, page); !refs.empty();
         refs = reading.cases_after(after, page)) {
        for (const auto ref : refs) {
            const auto journal = reading.entries_of(ref);
            const auto row = reading.find_case(ref);
            const auto what = row ? difference(reading, *row, journal) : "no_state";
            if (!what.empty()) differences.push_back({{"case", to_string(ref)}, {"what", what}});
            ++cases, entries += static_cast<std::int64_t>(journal.size());
        }
        after = refs.back();
    }
    return {{"cases", cases}, {"entries", entries}, {"differences", std::move(differences)}};
}

}  // namespace sodan::office
