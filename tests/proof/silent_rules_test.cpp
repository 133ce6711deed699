#include "proof/silent_rules.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace sodan;
using domain::DeskKind, domain::Urgency, domain::Window;

namespace {

const std::string folder = SODAN_ROOT "/rules";

std::shared_ptr<const routing::Rules> loaded(const routing::RuleFiles& files) {
    return *routing::Rules::from(files, *Catalogue::load(folder + "/texts"));
}

DeskKind next(const chain::WayUp& way, DeskKind at) { return way.next[static_cast<std::size_t>(at)]; }

Claim climbs(const routing::Rules& rules) {
    for (auto& claim : chain::prove(proof::silent_rules(rules)))
        if (claim.name == "climbs_when_silent") return claim;
    FAIL("no such claim");
    return {};
}

std::string figure(const Claim& claim, std::string_view name) {
    const auto found = std::ranges::find(claim.figures, name, &std::pair<std::string, std::string>::first);
    return found == claim.figures.end() ? "" : found->second;
}

}  // namespace

TEST_CASE("the ways up are those that the tables can answer, and each stands once") {
    const auto rules = *routing::Rules::load(folder);
    const auto ways = proof::silent_rules(*rules).ways(Urgency::prompt);
    REQUIRE_FALSE(ways.empty());
    for (const auto& way : ways) {
        CHECK(std::ranges::count(ways, way) == 1);
        const auto above = next(way, DeskKind::leader);
        CHECK(
            (above == DeskKind::coordinator || (!way.coordinators_can_act && above == DeskKind::department)));
    }
    const auto to = [&](DeskKind at, DeskKind desk) {
        return std::ranges::any_of(ways, [&](const chain::WayUp& way) { return next(way, at) == desk; });
    };
    CHECK(to(DeskKind::supervisor, DeskKind::advisor));
    CHECK(to(DeskKind::supervisor, DeskKind::coordinator));
    CHECK(to(DeskKind::supervisor, DeskKind::department));
    CHECK_FALSE(to(DeskKind::advisor, DeskKind::advisor));
}

TEST_CASE("the rules as delivered let every silent case climb, and say how long it may take") {
    const auto rules = *routing::Rules::load(folder);
    for (const auto& claim : chain::prove(proof::silent_rules(*rules)))
        CHECK_MESSAGE(claim.verdict == ClaimVerdict::proved, claim.name);
    const auto claim = climbs(*rules);
    // An immediate case that is offered: 15 minutes, then an hour to act, a reminder's 15, and 10 at the top.
    CHECK(figure(claim, "immediate_hours") == "1");
    CHECK(figure(claim, "immediate_minutes") == "40");
    CHECK(figure(claim, "immediate_days") == "0");
    CHECK(std::stoi(figure(claim, "routine_days")) > std::stoi(figure(claim, "prompt_days")));
}

TEST_CASE("rules that leave a silent case with its advisors are refuted, with a case in point") {
    auto files = *routing::read_rule_files(folder);
    auto& desks = files.at("desks.dmn");
    const auto rule = desks.find("id=\"advisors-silent\"");
    const auto said = desks.find("\"coordinator\"", rule);
    desks.replace(said, std::string_view("\"coordinator\"").size(), "\"advisor\"");
    const auto claim = climbs(*loaded(files));
    CHECK(claim.verdict == ClaimVerdict::refuted);
    CHECK(claim.witnesses.front().message.key == "witness.chain.too_low");
}

TEST_CASE("rules that ask for more than can be looked at prove nothing") {
    const auto rules = *routing::Rules::load(folder);
    const auto claims = chain::prove(proof::silent_rules(*rules, 3));
    CHECK(std::ranges::any_of(claims, stands_in_the_way));
}
