#include "routing/graph_finding.h"

#include <fmt/format.h>

namespace sodan::routing {

namespace {

constexpr std::size_t most = 8;

std::string in_words(const Situation& situation) {
    std::vector<std::string> out;
    for (const auto& [fact, value] : situation) out.push_back(fact + " " + value);
    return fmt::format("{}", fmt::join(out, ", "));
}

}  // namespace

void GraphFinding::add(std::string name, std::vector<std::pair<std::string, std::string>> values,
                       const Situation& situation, std::vector<std::string> rules) {
    claim_.verdict = ClaimVerdict::refuted;
    if (++found_ > most) return;
    if (!situation.empty()) values.emplace_back("where", in_words(situation));
    claim_.witnesses.push_back({.message = {"witness.graph." + std::move(name), std::move(values)},
                                .given = situation,
                                .rules = std::move(rules)});
}

Claim GraphFinding::done() {
    claim_.figures = {{"looked", std::to_string(looked_)}, {"found", std::to_string(found_)}};
    return std::move(claim_);
}

}  // namespace sodan::routing
