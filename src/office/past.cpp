#include "office/past.h"

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
    auto office = decision.roster_version == 0 ? nullptr : reading.office_at(decision.roster_version);
    return {std::move(decision), intake_of(entry, first), entry.written_at, std::move(office)};
}

}  // namespace sodan::office
