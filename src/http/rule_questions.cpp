// What rules would have said, and what changed in them: asked on a reader, written nowhere.

#include "http/handlers.h"
#include "http/query.h"
#include "http/viewing.h"
#include "http/waiting.h"
#include "http/writing.h"
#include "office/simulate.h"

#include <chrono>

namespace sodan::http {

namespace {

using std::chrono::steady_clock;
constexpr auto longest_simulation = std::chrono::seconds(20);  // shorter than a client's patience

struct DifferenceAsked {
    std::string from, to;
    static constexpr bool sparse = true;
};
BOOST_DESCRIBE_STRUCT(DifferenceAsked, (), (from, to))

Outcome<boost::json::object> simulated(const office::Viewing& viewing, const office::SimulateRules& asked) {
    const auto until = steady_clock::now() + longest_simulation;
    const auto rules = office::rules_to_try(viewing, asked);
    if (!rules) return rules.refusal();
    const office::SimulationLimits limits{.out_of_time = [until] { return steady_clock::now() > until; }};
    return office::simulate(viewing, **rules, asked.since, limits);
}

}  // namespace

std::optional<Response> get_rule_difference(Context& context, const Call& call) {
    const auto query = read_query(call.query);
    if (!query) return refused(context, call, query.refusal());
    const auto asked = Reader::read<DifferenceAsked>(*query);
    if (!asked) return refused(context, call, asked.refusal());
    return view(context, call, [asked = *asked](const office::Viewing& viewing) {
        return office::view_rule_difference(viewing, asked.from, asked.to);
    });
}

std::optional<Response> simulate_rules(Context& context, const Call& call) {
    if (const auto refusal = refused_by_role(context, call, office::Action::simulate_rules))
        return refused(context, call, *refusal);
    const auto asked = read_body(
        call, [](const boost::json::value& body) { return Reader::read<office::SimulateRules>(body); });
    if (!asked) return refused(context, call, asked.refusal());
    if (context.simulating.exchange(true))
        return refused(context, call, {Refusal::Why::busy, {"why.simulate.busy"}});
    return view(context, call, [&context, asked = *asked](const office::Viewing& viewing) {
        const std::shared_ptr<void> ended(nullptr, [&](void*) { context.simulating = false; });
        return simulated(viewing, asked);
    });
}

}  // namespace sodan::http
