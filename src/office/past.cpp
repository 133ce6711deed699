#include "office/past.h"

#include <fmt/format.h>
#include <boost/json/parse.hpp>

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

// An inquiry carries its own; a movement is decided by that of the first.
domain::Intake intake_of(const EntryRow& entry, const EntryRow& first) {
    for (const auto* one : {&entry, &first}) {
        if (one->detail.empty()) continue;
        const auto detail = json::parse(one->detail);
        if (const auto* intake = detail.as_object().if_contains("intake"))
            return stored<domain::Intake>(*intake, *one);
    }
    throw std::runtime_error(fmt::format("entry {} has a decision without an inquiry", entry.seq));
}

}  // namespace

RulesOf only(const routing::Rules& rules) {
    const std::shared_ptr<const routing::Rules> known(std::shared_ptr<void>(), &rules);
    return [known](const std::string& version) { return version == known->version() ? known : nullptr; };
}

PastDecision past_decision(Reading& reading, const EntryRow& entry, const EntryRow& first) {
    auto decision = stored<routing::Decision>(json::parse(entry.decision), entry);
    auto office = decision.roster_version == 0 ? nullptr : reading.office_at(decision.roster_version);
    return {std::move(decision), intake_of(entry, first), entry.written_at, std::move(office)};
}

}  // namespace sodan::office
