// No case is without somebody or a date, and one on which nobody acts climbs until an alarm rings for good.

#include "chain/proof_parts.h"
#include "chain/proof_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace sodan::chain {

using domain::Window;

namespace {

const Situation& situation(const Exploration& all, int number) {
    return all.situations()[static_cast<std::size_t>(number)];
}

template <class Use> void each_open(const Exploration& all, Use use) {
    for (int i = 0; i < static_cast<int>(all.situations().size()); ++i)
        if (situation(all, i).is_open()) use(i);
}

Span longer(Span a, Span b) {
    return {std::max(a.business_days, b.business_days), std::max(a.minutes, b.minutes)};
}
Span both(Span a, Span b) { return {a.business_days + b.business_days, a.minutes + b.minutes}; }
std::pair<int, int> length(Span a) { return {a.business_days, a.minutes}; }

// ---- the climb

std::vector<Event> strokes_on(const Climb& climb, const std::vector<int>& path) {
    std::vector<Event> out;
    for (const auto on : path)
        if (const auto& event = climb.on_custody(on).event) out.push_back(*event);
    return out;
}

Witness climbing(const Exploration& all, std::string_view name, const Climb& climb,
                 const std::vector<int>& path, Values more = {}) {
    auto values = values_of(situation(all, path.front()));
    values.emplace_back("end", code(kind_of(situation(all, path.back()).desk)));
    values.emplace_back("strokes", std::to_string(path.size()));
    values.insert(values.end(), more.begin(), more.end());
    const auto shown =
        std::vector(path.begin(), path.begin() + std::min<std::ptrdiff_t>(std::ssize(path), 20));
    return witness(name, std::move(values), all.way_to(path.front()), strokes_on(climb, shown));
}

// "" when all is well.
std::string_view flaw(const Exploration& all, const Climb& climb, const std::vector<int>& path) {
    const auto end = path.back();
    if (!climb.on_custody(end).to) return "stuck";
    if (!climb.keeps_ringing(end)) return "circle";
    const bool to_the_top = climb.silence().way.coordinators_can_act && !climb.silence().coordinators_refused;
    if (to_the_top && kind_of(situation(all, end).desk) != DeskKind::coordinator) return "too_low";
    const auto& counsel = climb.on_counsel(path.front());
    if (counsel.event && counsel.to != path.front()) return "counsel_clock";
    return "";
}

// ---- how long it takes

// Until the clock strikes for the first time after somebody acted. Where a person set the date, from that
// date.
Span until_first_stroke(const Situation& s, const SilentRules& rules, Urgency urgency) {
    const auto desk = kind_of(s.desk);
    switch (s.custody) {
        case Custody::queued: return rules.span(urgency, desk, Window::pick_up);
        case Custody::held: {
            const auto acts = longer(rules.span(urgency, desk, Window::first_answer),
                                     rules.span(urgency, desk, Window::next_contact));
            return s.reminded ? longer(acts, rules.span(urgency, desk, Window::alarm)) : acts;
        }
        case Custody::offered: return rules.span(urgency, kind_of(s.offered_to), Window::offer);
        default: return {};
    }
}

Span time_of(const Exploration& all, const Climb& climb, const std::vector<int>& path,
             const SilentRules& rules, Urgency urgency) {
    auto out = until_first_stroke(situation(all, path.front()), rules, urgency);
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        const auto& stroke = climb.on_custody(path[i]);
        out = both(out, rules.span(urgency, stroke.next_at, stroke.next_window));
    }
    return out;
}

Values values_of(Span span) {
    return {{"days", std::to_string(span.business_days)},
            {"hours", std::to_string(span.minutes / 60)},
            {"minutes", std::to_string(span.minutes % 60)}};
}

// Of one urgency: no climb takes more business days, and none more minutes. With the one that takes longest.
struct Longest {
    Span bound, worst{-1, -1};
    const Climb* climb = nullptr;
    std::vector<int> path;
};

Longest longest(const Exploration& all, const Climbs& climbs, const SilentRules& rules, Urgency urgency) {
    Longest out;
    const auto ways = rules.ways(urgency);
    for (const auto& climb : climbs) {
        if (std::ranges::find(ways, climb.silence().way) == ways.end()) continue;
        each_open(all, [&](int start) {
            const auto path = climb.path(start);
            const auto time = time_of(all, climb, path, rules, urgency);
            out.bound = longer(out.bound, time);
            if (length(time) <= length(out.worst)) return;
            out.worst = time;
            out.climb = &climb;
            out.path = path;
        });
    }
    return out;
}

void add_times(Claim& out, const Exploration& all, const Climbs& climbs, const SilentRules& rules) {
    for (const auto urgency : all_urgencies) {
        const auto found = longest(all, climbs, rules, urgency);
        if (!found.climb) {
            out.verdict = ClaimVerdict::unknown;  // the rules say nothing of this urgency
            continue;
        }
        for (const auto& [name, value] : values_of(found.bound))
            out.figures.emplace_back(fmt::format("{}_{}", code(urgency), name), value);
        auto values = values_of(found.worst);
        values.emplace_back("urgency", code(urgency));
        out.witnesses.push_back(climbing(all, "longest", *found.climb, found.path, std::move(values)));
    }
}

}  // namespace

Claim owned_or_timed(const Exploration& all, const Climbs& climbs) {
    auto out = claim("owned_or_timed");
    std::size_t open = 0, owned = 0, timed = 0;
    each_open(all, [&](int i) {
        const auto& here = situation(all, i);
        const bool has_timer =
            std::ranges::all_of(climbs, [&](const Climb& c) { return c.on_custody(i).event.has_value(); });
        const bool leads_on = std::ranges::all_of(climbs, [&](const Climb& c) {
            return (!c.on_custody(i).event || c.on_custody(i).to) &&
                   (!c.on_counsel(i).event || c.on_counsel(i).to) &&
                   (!c.on_danger(i).event || c.on_danger(i).to);
        });
        ++open;
        owned += here.held ? 1U : 0U;
        timed += has_timer ? 1U : 0U;
        if (!has_timer && !here.held) refute(out, witness("forgotten", values_of(here), all.way_to(i)));
        if (!leads_on) refute(out, witness("dead_timer", values_of(here), all.way_to(i)));
    });
    if (climbs.empty()) out.verdict = ClaimVerdict::unknown;
    figure(out, "open", open);
    figure(out, "timed", timed);
    figure(out, "owned", owned);
    return out;
}

Claim climbs_when_silent(const Exploration& all, const Climbs& climbs, const SilentRules& rules) {
    auto out = claim("climbs_when_silent");
    std::size_t strokes = 0, tried = 0;
    for (const auto& climb : climbs)
        each_open(all, [&](int start) {
            const auto path = climb.path(start);
            const auto wrong = flaw(all, climb, path);
            if (!wrong.empty()) refute(out, climbing(all, wrong, climb, path));
            strokes = std::max(strokes, path.size());
            ++tried;
        });
    figure(out, "climbs", tried);
    figure(out, "strokes", strokes);
    if (out.verdict == ClaimVerdict::proved) add_times(out, all, climbs, rules);
    return out;
}

}  // namespace sodan::chain
