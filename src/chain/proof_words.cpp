#include "chain/proof_words.h"

#include <fmt/format.h>

namespace sodan::chain {

namespace {

std::string written_event(const Event& event) { return fmt::format("{} {}", name_of(event), body_of(event)); }

}  // namespace

Values values_of(const Situation& situation) {
    return {{"custody", std::string(code(situation.custody))},
            {"counsel", std::string(code(situation.counsel))},
            {"desk", situation.desk == 0 ? "none" : std::string(code(kind_of(situation.desk)))}};
}

Witness witness(std::string_view name, Values values, const std::vector<Event>& way,
                const std::vector<Event>& of_clock) {
    Witness out{{fmt::format("witness.chain.{}", name), std::move(values)}};
    out.message.values.emplace_back("events", std::to_string(way.size()));
    const auto add = [&](std::string event) {
        out.given.emplace(fmt::format("{:02}", out.given.size() + 1), std::move(event));
    };
    for (const auto& event : way) add(written_event(event));
    for (const auto& event : of_clock) add("clock: " + written_event(event));
    return out;
}

Claim claim(std::string_view name) { return {.part = "chain", .name = std::string(name), .about = ""}; }

void refute(Claim& claim, Witness witness) {
    constexpr std::size_t enough = 5;
    if (claim.verdict != ClaimVerdict::refuted) claim.witnesses.clear();
    claim.verdict = ClaimVerdict::refuted;
    if (claim.witnesses.size() < enough) claim.witnesses.push_back(std::move(witness));
}

void figure(Claim& claim, std::string_view name, std::size_t value) {
    claim.figures.emplace_back(name, std::to_string(value));
}

}  // namespace sodan::chain
