// The proof that the state is what the journal tells, and the decisions are what the rules said: every case
// is replayed and compared with its row and its timers, and every decision is asked again.

#include "office/opposite.h"
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
        auto expected = replayed(entries, row.intake);
        expected.kept_apart = kept_apart_from(reading, row);
        expected.walls.insert(expected.walls.end(), expected.kept_apart.begin(), expected.kept_apart.end());
        if (expected != row) return "state_differs";
        return timers_of(row) == reading.timers_of(row.ref) ? "" : "timers_differ";
    } catch (const std::exception&) { return "journal_does_not_fit_the_chain"; }
}

class Proof {
public:
    Proof(Reading& reading, const RulesOf& rules_of, const MayBeNamed& may_be_named)
        : reading_(reading), rules_of_(rules_of), may_be_named_(may_be_named) {}

    void look_at(CaseRef ref) {
        try {
            compare(ref, reading_.entries_of(ref));
        } catch (const std::exception&) {  // what is sealed does not open, or is no JSON
            differs(ref, {{"what", "cannot_be_read"}});
        }
    }

    json::object told() && {
        return {{"cases", cases_},
                {"entries", entries_},
                {"decisions", asked_again_},
                {"decisions_not_asked_again", not_asked_},
                {"differences", std::move(differences_)}};
    }

private:
    void compare(CaseRef ref, const std::vector<EntryRow>& journal) {
        const auto row = reading_.find_case(ref);
        const auto what = row ? difference(reading_, *row, journal) : "no_state";
        named_ = !row || may_be_named_(*row);
        if (!what.empty()) differs(ref, {{"what", what}});
        for (const auto& entry : journal)
            if (!entry.decision.empty()) ask_again(entry, journal.front());
        ++cases_, entries_ += static_cast<std::int64_t>(journal.size());
    }

    void differs(CaseRef ref, json::object what) {
        if (named_) what["case"] = to_string(ref);
        differences_.push_back(std::move(what));
    }

    void ask_again(const EntryRow& entry, const EntryRow& first) {
        try {
            const auto past = past_decision(reading_, entry, first);
            const auto rules = rules_of_(past.decision.rules_version);
            if (!rules || !past.can_be_asked_again()) {
                ++not_asked_;
                return;
            }
            ++asked_again_;
            for (const auto& part : routing::replay(*rules, past.past())) decision_differs(entry, part);
        } catch (const std::exception&) {
            differs(entry.ref, {{"version", entry.version}, {"what", "decision_is_broken"}});
        }
    }

    void decision_differs(const EntryRow& entry, const Message& part) {
        json::object out{{"version", entry.version}, {"what", "decision_differs"}};
        if (named_)
            for (const auto& [name, value] : part.values) out[name] = value;
        differs(entry.ref, std::move(out));
    }

    Reading& reading_;
    const RulesOf& rules_of_;
    const MayBeNamed& may_be_named_;
    bool named_ = true;
    std::int64_t cases_ = 0, entries_ = 0, asked_again_ = 0, not_asked_ = 0;
    json::array differences_;
};

}  // namespace

json::object verify(Reading& reading, const RulesOf& rules_of, const MayBeNamed& may_be_named) {
    constexpr int page = 500;
    Proof proof(reading, rules_of, may_be_named);
    std::optional<CaseRef> after;
    for (auto refs = reading.cases_after(after, page); !refs.empty();
         refs = reading.cases_after(after, page)) {
        for (const auto ref : refs) proof.look_at(ref);
        after = refs.back();
    }
    return std::move(proof).told();
}

}  // namespace sodan::office
