#include "office/simulate.h"

#include "office/rule_upload.h"
#include "office/sight.h"
#include "office/standing.h"
#include "routing/difference.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;
using routing::Decision, routing::FiredRule;
using Why = Refusal::Why;

namespace {

constexpr int page = 200;

json::object placed(const Decision& decision) {
    return {{"desk", decision.desk}, {"urgency", code(decision.urgency)}};
}

std::optional<FiredRule> urgency_rule(const Decision& decision) {
    for (const auto& fired : decision.fired)
        if (fired.table == "urgency") return fired;
    return {};
}

class Simulation {
public:
    Simulation(const Viewing& viewing, const routing::Rules& others, const SimulationLimits& limits)
        : viewing_(viewing), others_(others), limits_(limits) {}

    void run(Instant since) {
        auto& reading = viewing_.reading;
        auto after = last_before(reading, since);
        for (auto entries = reading.entries_after(after, page); !entries.empty();
             entries = reading.entries_after(after, page)) {
            for (const auto& entry : entries) {
                if (entry.decision.empty() || entry.written_at < since) continue;
                if (looked_at_ >= limits_.decisions) return stop("number");
                look_at(entry);
            }
            after = entries.back().seq;
            if (limits_.out_of_time()) return stop("time");
        }
    }

    json::object told(Instant since) && {
        json::object out{{"version", others_.version()},
                         {"since", to_string(since)},
                         {"complete", stopped_.empty()},
                         {"decisions", looked_at_},
                         {"decisions_not_asked_again", not_asked_},
                         {"elsewhere", elsewhere_},
                         {"more_urgent", more_urgent_},
                         {"less_urgent", less_urgent_},
                         {"not_shown", not_shown_}};
        if (!stopped_.empty()) out["stopped"] = stopped_;
        if (until_) out["until"] = to_string(*until_);
        out["items"] = std::move(items_);
        return out;
    }

private:
    void stop(const char* why) { stopped_ = why; }

    void look_at(const EntryRow& entry) {
        ++looked_at_;
        until_ = entry.written_at;
        const auto past = past_of(entry);
        if (!past.can_be_asked_again()) {
            ++not_asked_;
            return;
        }
        const auto now = routing::simulate(others_, past.past(), text_in(entry));
        const auto& then = past.decision;
        if (now.desk != then.desk) ++elsewhere_;
        if (now.urgency < then.urgency) ++more_urgent_;
        if (now.urgency > then.urgency) ++less_urgent_;
        if (now.desk != then.desk || now.urgency != then.urgency) list(entry, past, now);
    }

    // A movement is decided by the intake of the case's first entry.
    PastDecision past_of(const EntryRow& entry) const {
        if (holds_an_intake(entry)) return past_decision(viewing_.reading, entry, entry);
        const auto entries = viewing_.reading.entries_of(entry.ref);
        return past_decision(viewing_.reading, entry, entries.front());
    }
    static bool holds_an_intake(const EntryRow& entry) {
        return entry.event == chain::Logged::name || entry.event == chain::InquiryAdded::name;
    }

    static std::string text_in(const EntryRow& entry) {
        if (!holds_an_intake(entry)) return "";
        const auto detail = json::parse(entry.detail);
        const auto* text = detail.as_object().if_contains("text");
        return text ? std::string(text->as_string()) : "";
    }

    bool is_seen(domain::CaseRef ref) const {
        return !refused(viewing_.person, Action::read_decisions, viewing_.reading.find_case(ref));
    }

    void list(const EntryRow& entry, const PastDecision& past, const Decision& now) {
        if (items_.size() >= limits_.listed || !is_seen(entry.ref)) {
            ++not_shown_;
            return;
        }
        json::object item{{"case", to_string(entry.ref)},
                          {"at", to_string(entry.written_at)},
                          {"event", entry.event},
                          {"before", placed(past.decision)},
                          {"after", placed(now)}};
        if (now.desk != past.decision.desk) item["desk_because"] = because(now, past, now.because);
        if (const auto rule = urgency_rule(now); rule && now.urgency != past.decision.urgency)
            item["urgency_because"] = because(now, past, *rule);
        items_.push_back(std::move(item));
    }

    json::object because(const Decision& now, const PastDecision& past, const FiredRule& rule) const {
        const auto reason = [&](auto language) { return others_.reason(now, *past.office, rule, language); };
        return {{"table", rule.table},
                {"rule", rule.rule},
                {"reason", json::object{{"en", reason("en")}, {"ja", reason("ja")}}}};
    }

    const Viewing& viewing_;
    const routing::Rules& others_;
    const SimulationLimits& limits_;
    std::int64_t looked_at_ = 0, not_asked_ = 0, elsewhere_ = 0, more_urgent_ = 0, less_urgent_ = 0,
                 not_shown_ = 0;
    std::optional<Instant> until_;
    std::string stopped_;
    json::array items_;
};

Outcome<routing::RuleFiles> kept_files(const Viewing& viewing, const std::string& named) {
    const auto kept =
        viewing.reading.rule_archive().rule_set(named.empty() ? viewing.rules.version() : named);
    if (!kept) return refuse(Why::not_found, "rule_sets.not_found");
    return stored_files(kept->files);
}

}  // namespace

Outcome<std::shared_ptr<const routing::Rules>> rules_to_try(const Viewing& viewing,
                                                            const SimulateRules& asked) {
    if (!may(viewing.person, Action::simulate_rules)) return refuse(Why::not_allowed, "http.keepers_only");
    if (asked.files.has_value() == asked.version.has_value())
        return refuse(Why::invalid, "why.simulate.files_or_version", "/files");
    const auto files = asked.files ? files_from(*asked.files) : kept_files(viewing, *asked.version);
    if (!files) return files.refusal();
    return routing::Rules::from(*files, viewing.rules.texts());
}

Outcome<json::object> simulate(const Viewing& viewing, const routing::Rules& others, Instant since,
                               const SimulationLimits& limits) {
    if (!may(viewing.person, Action::simulate_rules)) return refuse(Why::not_allowed, "http.keepers_only");
    Simulation simulation(viewing, others, limits);
    simulation.run(since);
    return std::move(simulation).told(since);
}

Outcome<json::object> view_rule_difference(const Viewing& viewing, const std::string& from,
                                           const std::string& to) {
    const auto before = kept_files(viewing, from), after = kept_files(viewing, to);
    if (!before) return before.refusal();
    if (!after) return after.refusal();
    const auto differences = routing::difference(*before, *after);
    if (!differences) return differences.refusal();
    json::array items;
    for (const auto& one : *differences) {
        const auto says = [&](auto language) {
            return routing::in_words(viewing.rules.texts(), one, language);
        };
        items.push_back(
            {{"table", one.table}, {"says", json::object{{"en", says("en")}, {"ja", says("ja")}}}});
    }
    return json::object{{"differences", std::move(items)}};
}

}  // namespace sodan::office
