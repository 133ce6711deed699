#include "daemon/coverage.h"

#include "office/coverage.h"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <iterator>

namespace sodan::daemon {

namespace json = boost::json;
using http::Level;

namespace {

constexpr std::size_t most_logged = 20;  // of one loss; all of it is on record

json::object said(const Message& message, const Catalogue& texts) {
    return {{"en", texts.text(message, "en")}, {"ja", texts.text(message, "ja")}};
}

json::object gap_of(const Witness& witness, const Catalogue& texts) {
    json::object out{{"says", said(witness.message, texts)}};
    json::object given;
    for (const auto& [name, value] : witness.given) given[name] = value;
    if (!given.empty()) out["given"] = std::move(given);
    return out;
}

// Of every claim that does not hold: what shows it, or else the claim itself.
std::vector<json::object> gaps_of(const Claim& claim, const Catalogue& texts) {
    if (claim.verdict == ClaimVerdict::proved) return {};
    if (claim.witnesses.empty()) return {json::object{{"says", said(sentence_of(claim), texts)}}};
    std::vector<json::object> out;
    for (const auto& witness : claim.witnesses) out.push_back(gap_of(witness, texts));
    return out;
}

}  // namespace

void Coverage::tick() {
    auto now = present();
    if (now == seen_ || looking_.exchange(true)) return;
    const auto job = [this, before = seen_, now] {
        try {
            look(before, now);
        } catch (const std::exception&) {
            parts_.log.write(Level::error, "the coverage could not be looked at");
        }
        looking_ = false;
    };
    if (parts_.side.add(job))
        seen_ = std::move(now);
    else
        looking_ = false;  // the next tick tries again
}

Coverage::Seen Coverage::present() const {
    Seen out{parts_.store.office(),
             parts_.rules.now(),
             {},
             std::chrono::floor<std::chrono::hours>(parts_.clock.now())};
    for (const auto& person : out.office->people())
        if (is_available(person, parts_.clock.now())) out.there.push_back(person.place);
    return out;
}

Coverage::Gaps Coverage::gaps(const Seen& now) const {
    const auto& texts = now.rules->texts();
    Gaps out;
    const auto add = [&](json::object gap) {
        auto key = json::serialize(gap);
        out.emplace(std::move(key), std::move(gap));
    };
    for (const auto& claim : parts_.prove(*now.rules, *now.office, parts_.clock.now()))
        for (auto& gap : gaps_of(claim, texts)) add(std::move(gap));
    for (const auto& warning : parts_.warn(*now.office, parts_.clock.now()))
        add({{"says", said(warning, texts)}});
    return out;
}

void Coverage::look(const Seen& before, const Seen& now) {
    auto found = gaps(now);
    json::array lost;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [key, gap] : found)
            if (!gaps_.contains(key)) lost.push_back(gap);
        gaps_ = std::move(found);
        looked_at_ = to_string(parts_.clock.now());
        version_ = now.rules->version();
    }
    if (lost.empty()) return;
    const bool is_first = before.office == nullptr;
    if (is_first)
        return parts_.log.write(Level::warning,
                                "the staff does not cover everything: see sodan rules coverage",
                                {{"uncovered", static_cast<std::int64_t>(lost.size())}});
    std::vector<std::string> gone;
    std::ranges::copy_if(before.there, std::back_inserter(gone), [&](const auto& place) {
        return std::ranges::find(now.there, place) == now.there.end();
    });
    tell(gone, std::move(lost), now.rules->version());
}

void Coverage::tell(const std::vector<std::string>& gone, json::array lost,
                    const std::string& version) const {
    std::string who;
    for (const auto& place : gone) who += (who.empty() ? "" : ", ") + place;
    for (std::size_t i = 0; i < std::min(lost.size(), most_logged); ++i)
        parts_.log.write(Level::warning, "no longer covered",
                         {{"gone", std::string_view(who)},
                          {"text", std::string_view(lost[i].at("says").at("en").as_string())}});
    const auto decide = [loss = office::CoverageLoss{version, gone, std::move(lost)},
                         now = parts_.clock.now()](office::Reading& reading) -> Outcome<office::Written> {
        return office::coverage_lost(reading, now, loss);
    };
    const auto done = [log = &parts_.log](const Outcome<office::Answer>& answer,
                                          const std::exception_ptr& failed) {
        if (failed || !answer) log->write(Level::error, "a loss of coverage could not be put on record");
    };
    parts_.store.submit({{}, decide, done});
}

json::object Coverage::view() const {
    const std::lock_guard lock(mutex_);
    json::array uncovered;
    for (const auto& [key, gap] : gaps_) uncovered.push_back(gap);
    json::object out{{"uncovered", std::move(uncovered)}};
    if (looked_at_.empty()) return out;
    out["at"] = looked_at_;
    out["rules_version"] = version_;
    return out;
}

std::size_t Coverage::uncovered() const {
    const std::lock_guard lock(mutex_);
    return gaps_.size();
}

}  // namespace sodan::daemon
