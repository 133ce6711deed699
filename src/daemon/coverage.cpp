#include "daemon/coverage.h"

#include "seal/digest.h"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <future>
#include <iterator>

namespace sodan::daemon {

namespace json = boost::json;
using http::Level;

namespace {

constexpr std::size_t most_logged = 20;  // of one loss; all of it is on record

bool contains(const std::vector<std::string>& all, const std::string& one) {
    return std::ranges::find(all, one) != all.end();
}

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

// What was kept by the last look, before a stop, too; nothing before the very first.
const std::optional<office::CoverageSeen>& Coverage::known() {
    if (is_lost_.exchange(false)) has_read_ = false;
    if (has_read_) return kept_;
    std::promise<std::optional<office::CoverageSeen>> found;
    parts_.store.read([&](office::Reading& reading) {
        try {
            found.set_value(reading.coverage_seen());
        } catch (...) { found.set_exception(std::current_exception()); }
    });
    kept_ = found.get_future().get();
    has_read_ = true;
    return kept_;
}

void Coverage::look(const Seen& before, const Seen& now) {
    auto found = gaps(now);
    office::CoverageSeen seen{{}, now.there};
    office::CoverageLoss loss{now.rules->version(), {}, {}};
    const auto known = this->known();
    for (const auto& [key, gap] : found) {
        seen.gaps.push_back(seal::to_hex(seal::sha256(key)));
        if (known && !contains(known->gaps, seen.gaps.back())) loss.no_longer_covered.push_back(gap);
    }
    if (known)
        std::ranges::copy_if(known->there, std::back_inserter(loss.gone),
                             [&](const auto& place) { return !contains(now.there, place); });
    if (before.office == nullptr && !found.empty())
        parts_.log.write(Level::warning, "the staff does not cover everything: see sodan rules coverage",
                         {{"uncovered", static_cast<std::int64_t>(found.size())}});
    {
        const std::lock_guard lock(mutex_);
        gaps_ = std::move(found);
        looked_at_ = to_string(parts_.clock.now());
        version_ = now.rules->version();
    }
    log(loss);
    keep(std::move(loss), std::move(seen));
}

void Coverage::log(const office::CoverageLoss& loss) const {
    std::string who;
    for (const auto& place : loss.gone) who += (who.empty() ? "" : ", ") + place;
    const auto& lost = loss.no_longer_covered;
    for (std::size_t i = 0; i < std::min(lost.size(), most_logged); ++i)
        parts_.log.write(Level::warning, "no longer covered",
                         {{"gone", std::string_view(who)},
                          {"text", std::string_view(lost[i].at("says").at("en").as_string())}});
}

void Coverage::keep(office::CoverageLoss loss, office::CoverageSeen seen) {
    if (loss.no_longer_covered.empty() && kept_ == seen) return;
    kept_ = seen;
    const auto decide = [loss = std::move(loss), seen = std::move(seen),
                         now = parts_.clock.now()](office::Reading& reading) -> Outcome<office::Written> {
        auto out =
            loss.no_longer_covered.empty() ? office::Written{} : office::coverage_lost(reading, now, loss);
        out.changes.coverage = seen;
        return out;
    };
    const auto done = [this](const Outcome<office::Answer>& answer, const std::exception_ptr& failed) {
        if (!failed && answer) return;
        is_lost_ = true;
        parts_.log.write(Level::error, "a loss of coverage could not be put on record");
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
