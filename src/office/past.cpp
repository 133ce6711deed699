#include "office/past.h"

#include "chain/events.h"
#include "office/rule_upload.h"

#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include <map>
#include <stdexcept>

namespace sodan::office {

namespace json = boost::json;

namespace {

template <class T> T stored(const json::value& value, const EntryRow& entry) {
    auto out = Reader::read<T>(value);
    if (!out)
        throw std::runtime_error(
            fmt::format("entry {} cannot be read at {}", entry.seq, out.refusal().pointer));
    return *std::move(out);
}

// An inquiry carries its own; a movement is decided by that of the first, which the case's row still has when
// the words are gone.
domain::Intake intake_of(Reading& reading, const EntryRow& entry, const EntryRow& first) {
    for (const auto* one : {&entry, &first}) {
        if (one->detail.empty()) continue;
        const auto detail = json::parse(one->detail);
        if (const auto* intake = detail.as_object().if_contains("intake"))
            return stored<domain::Intake>(*intake, *one);
    }
    if (const auto row = first.gone ? reading.find_case(first.ref) : std::nullopt)
        return stored<domain::Intake>(json::parse(row->intake), first);
    throw std::runtime_error(fmt::format("entry {} has a decision without an inquiry", entry.seq));
}

}  // namespace

std::int64_t last_before(Reading& reading, Instant since) {
    std::int64_t low = 0, high = reading.last_seq();
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        const auto next = reading.record_after(middle, 1);
        if (!next.empty() && next.front().written_at < since)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

RulesOf only(const routing::Rules& rules) {
    const std::shared_ptr<const routing::Rules> known(std::shared_ptr<void>(), &rules);
    return [known](const std::string& version) { return version == known->version() ? known : nullptr; };
}

RulesOf every_kept(Reading& reading, const routing::Rules& now) {
    const auto loaded = std::make_shared<std::map<std::string, std::shared_ptr<const routing::Rules>>>();
    return [&reading, &now, loaded](const std::string& version) -> std::shared_ptr<const routing::Rules> {
        if (version == now.version()) return only(now)(version);
        const auto [place, is_new] = loaded->try_emplace(version);
        if (!is_new) return place->second;
        if (const auto kept = reading.rule_archive().rule_set(version); kept && !kept->files.empty())
            if (auto rules = routing::Rules::from(stored_files(kept->files), now.texts()))
                place->second = *rules;
        return place->second;
    };
}

PastDecision past_decision(Reading& reading, const EntryRow& entry, const EntryRow& first) {
    auto decision = stored<routing::Decision>(json::parse(entry.decision), entry);
    const bool its_own_is_gone = entry.gone && entry.event == chain::InquiryAdded::name;
    auto office = decision.roster_version == 0 || its_own_is_gone
                      ? nullptr
                      : reading.office_at(decision.roster_version);
    return {std::move(decision), intake_of(reading, entry, first), entry.written_at, std::move(office)};
}

}  // namespace sodan::office
