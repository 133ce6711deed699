#include "chain/promela.h"

#include "chain/exploration.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace sodan::chain {

namespace {

// Custody with its link and whether the holder was reminded; counsel stands beside it.
std::string custody_name(const Situation& s) {
    const bool in_link = s.custody >= Custody::queued && s.custody <= Custody::offered;
    if (s.custody == Custody::monitoring) return fmt::format("{}_monitoring", code(kind_of(s.desk)));
    if (!in_link) return std::string(code(s.custody));
    return fmt::format("{}_{}{}", code(kind_of(s.desk)), code(s.custody), s.reminded ? "_reminded" : "");
}

bool is_only_of_the_clock(const Event& event) {
    return std::holds_alternative<AlarmRaised>(event) || std::holds_alternative<OfferExpired>(event) ||
           std::holds_alternative<CounselReminded>(event) || std::holds_alternative<HelpAwaited>(event);
}

struct Model {
    std::set<std::string> states, first, people, advice, clock;
};

bool ends_counsel(const Situation& s) {
    return s.custody == Custody::closed || s.custody == Custody::monitoring;
}

void add_step(Model& model, const Situation& from, const Situation& to, const Event& event) {
    if (is_only_of_the_clock(event)) return;
    const auto before = custody_name(from), after = custody_name(to);
    auto& acts = from.custody == Custody::unlogged ? model.first : model.people;
    if (before != after)
        acts.insert(fmt::format(
            "  :: atomic {{ custody == {} -> /* {} */ custody = {}; rings = false; human = true{} }}", before,
            name_of(event), after, ends_counsel(to) ? "; counsel = alone" : ""));
    else if (from.counsel != to.counsel)
        model.advice.insert(
            fmt::format("  :: atomic {{ custody == {} && counsel == {} -> /* {} */ counsel = {} }}", before,
                        code(from.counsel), name_of(event), code(to.counsel)));
}

// By rules that name for every desk one above, where the machine knows one; `next` is one of them.
void add_stroke(Model& model, const Situation& from, DeskNumber next) {
    const auto state = case_in(from);
    for (const auto timer : {Timer::act, Timer::offered, Timer::waiting, Timer::monitoring}) {
        const auto due = due_of(timer, state);
        if (!due) continue;
        const auto event = when_silent(
            state, timer,
            {[&] { return known_desks()[next]; }, [&](const DeskName&, domain::Window) { return *due; }});
        const auto after = the_chain().take(state, event);
        if (!after) continue;
        const bool alarm = std::holds_alternative<AlarmRaised>(event);
        model.clock.insert(
            fmt::format("  :: atomic {{ custody == {} -> /* {} */ custody = {}; rings = {}; human = false }}",
                        custody_name(from), name_of(event), custody_name(situation_of(*after)), alarm));
    }
}

std::vector<DeskNumber> above(DeskNumber desk) {
    std::vector<DeskNumber> out;
    for (DeskNumber other = 1; other < known_desks().size(); ++other)
        if (rank(kind_of(other)) > rank(kind_of(desk))) out.push_back(other);
    if (out.empty()) out.push_back(desk);
    return out;
}

Model modelled() {
    const Exploration all(the_chain(), 50'000);
    Model out;
    for (const auto& situation : all.situations()) {
        out.states.insert(custody_name(situation));
        if (!situation.is_open()) continue;
        for (const auto next : above(situation.desk)) add_stroke(out, situation, next);
    }
    for (const auto& step : all.steps())
        add_step(out, all.situations()[static_cast<std::size_t>(step.from)],
                 all.situations()[static_cast<std::size_t>(step.to)],
                 all_events()[static_cast<std::size_t>(step.event)]);
    return out;
}

constexpr std::string_view head =
    "/* The chain of a case, printed from the machine. People may act whenever the machine lets them, and "
    "may\n"
    "   fall silent for good at any moment; the clock never does (run with weak fairness: pan -a -f). The\n"
    "   rules are taken to name, for every desk, one of those above it.\n"
    "   human: the last act on custody was a person's. final: the case is closed, or the alarm rings at the\n"
    "   coordinators'. */\n";

constexpr std::string_view tail =
    "#define at_the_top (custody == coordinator_queued || custody == coordinator_held || \\\n"
    "                    custody == coordinator_held_reminded)\n"
    "#define final (custody == closed || (rings && at_the_top))\n"
    "/* Unless people act again and again, the case comes to its end or to the alarm at the top; */\n"
    "ltl climbs { ([] <> human) || (<> final) }\n"
    "/* and whenever they fall silent, it stays there. */\n"
    "ltl keeps_ringing { ([] <> human) || (<> [] final) }\n"
    "/* A case that is closed asks nobody. */\n"
    "ltl closed_is_quiet { [] (custody == closed -> counsel == alone) }\n";

}  // namespace

std::string promela(const Table& table) {
    const auto model = modelled();
    std::vector<std::string> counsels;
    for (const auto& state : table.states)
        if (state.region == "counsel") counsels.push_back(state.name);
    return fmt::format(
        "{}mtype = {{ {}, {} }};\nmtype custody = unlogged;\nmtype counsel = alone;\n"
        "bool human = false, rings = false;\n\n"
        "active proctype People() {{\n  if\n{}\n  fi;\n  do\n  :: atomic {{ true -> /* silent for good */ "
        "human = false; break }}\n{}\n"
        "  od\n}}\n\nactive proctype Clock() {{\n  do\n{}\n  od\n}}\n\n"
        "active proctype Advisers() {{\n  do\n  :: break\n{}\n  od\n}}\n\n{}",
        head, fmt::join(model.states, ", "), fmt::join(counsels, ", "), fmt::join(model.first, "\n"),
        fmt::join(model.people, "\n"), fmt::join(model.clock, "\n"), fmt::join(model.advice, "\n"), tail);
}

}  // namespace sodan::chain
