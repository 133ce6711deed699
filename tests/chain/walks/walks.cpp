// Random lives of a case as JSON, for an interpreter of the exported SCXML to live too: each event with its
// data, whether the machine took it, and in which states it then was; and how many kinds of events there are.
// Arguments: seed, lives, events a life.

#include "../lives.h"
#include "chain/export.h"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <cstdio>

using namespace sodan::chain;
namespace json = boost::json;

namespace {

json::array states_of(const Snapshot& state) {
    const auto custody = std::string(sodan::code(state.custody));
    const bool is_open = state.custody >= Custody::queued && state.custody <= Custody::offered;
    if (!is_open) return {json::string(custody)};
    const auto& desk = state.memory.desk;
    return {json::string(desk.substr(0, desk.find('/')) + "_" + custody),
            json::string(sodan::code(state.counsel))};
}

json::object step(Chain& chain, const Event& event) {
    auto data = json::parse(body_of(event)).as_object();
    if (const auto* desk = data.if_contains("desk")) {
        const auto known = sodan::domain::Desk::parse(desk->as_string());
        data["link"] = known ? json::value(sodan::code(known->kind)) : json::value(nullptr);
    }
    const bool taken = !chain.apply(event);
    return {
        {"event", name_of(event)}, {"data", data}, {"taken", taken}, {"states", states_of(chain.snapshot())}};
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 4) return 2;
    const auto seed = static_cast<unsigned>(std::stoul(arguments[1]));
    std::mt19937 dice{seed};
    json::array lives;
    for (int life = 0; life < std::stoi(arguments[2]); ++life) {
        Chain chain;
        json::array steps;
        for (int i = 0; i < std::stoi(arguments[3]); ++i) {
            auto events = one_of_each(dice);
            auto event = events[dice() % events.size()];
            // Half of the time one that the state takes by its name, so that lives go on.
            for (int again = 0; again < 40 && dice() % 2 == 0; ++again) {
                if (can_take(chain.snapshot(), name_of(event))) break;
                event = one_of_each(dice)[dice() % events.size()];
            }
            steps.push_back(step(chain, event));
        }
        lives.push_back(std::move(steps));
    }
    const json::object out{{"seed", seed},
                           {"kinds", std::variant_size_v<Event>},
                           {"scxml", *exported_as("scxml")},
                           {"lives", std::move(lives)}};
    fmt::print("{}\n", json::serialize(out));
    return 0;
}
