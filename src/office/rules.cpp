#include "office/rules.h"

#include "office/acts.h"
#include "office/rule_upload.h"
#include "seal/digest.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <stdexcept>

namespace sodan::office {

namespace json = boost::json;
using routing::RuleFiles;
using Why = Refusal::Why;

namespace {

// Who changes the rules, and why; "folder" where nobody does.
struct Change {
    Reading& reading;
    Instant now;
    std::string actor;
    std::string reason;

    RuleArchive& kept() const { return reading.rule_archive(); }
    std::string in_force() const {
        const auto now_in_force = kept().in_force();
        return now_in_force ? now_in_force->version : "";
    }
    std::int64_t newest() const {
        const auto now_in_force = kept().in_force();
        return now_in_force ? now_in_force->seq : 0;
    }
};

Change change_by(const Acting& acting, const std::string& reason) {
    return {acting.reading, acting.now, acting.person.id, reason};
}

Refused may_change(const Acting& acting, const std::string& reason) {
    if (!may(acting.person, Action::change_rules)) return refuse(Why::not_allowed, "rule_sets.keepers_only");
    return must_be_said(reason, "/reason");
}

Refused must_be_fresh(const Acting& acting, const Change& change) {
    if (!acting.if_match || *acting.if_match == change.newest()) return {};
    return refuse(Why::stale, "rule_sets.moved_on", "",
                  {{"version", change.in_force()}, {"publication", std::to_string(change.newest())}});
}

// Who has not seen what would be replaced is told of it, and may say so with If-Match.
Refused must_replace_its_base(const Acting& acting, const Change& change, const RuleSetRow& draft) {
    if (acting.if_match || draft.based_on == change.in_force()) return {};
    return refuse(Why::stale, "rule_sets.based_on_another", "",
                  {{"based_on", draft.based_on},
                   {"version", change.in_force()},
                   {"publication", std::to_string(change.newest())}});
}

Refused must_not_be_in_force(const Change& change, const std::string& version) {
    if (change.in_force() != version) return {};
    return refuse(Why::wrong_state, "rule_sets.in_force_already", "", {{"version", version}});
}

Refused must_pass(const Change& change, const std::string& version, const CheckedRules& checked) {
    if (checked.version != version) throw std::logic_error("other rules were checked than are published");
    if (checked.office != change.reading.office()) return refuse(Why::stale, "rule_sets.roster_changed");
    if (checked.passes) return {};
    if (checked.fault) return checked.fault;
    return refuse(Why::rules_not_loaded, "rule_sets.do_not_pass", "",
                  {{"version", version}, {"count", std::to_string(checked.findings.size())}});
}

EntryRow entry(const Change& change, std::string event, const json::object& body) {
    return {.happened_at = change.now,
            .written_at = change.now,
            .actor = change.actor,
            .event = std::move(event),
            .body = json::serialize(body),
            .detail = json::serialize(json::object{{"reason", change.reason}})};
}

// What binds a row to its entry (docs/record.md): the rules themselves stand outside the journal.
std::string digest_of(const RuleSetRow& row) {
    seal::Hashing hashing;
    for (const auto* text :
         {&row.version, &row.files, &row.based_on, &row.author, &row.reason, &row.certificate})
        hashing.field(*text);
    return seal::to_hex(hashing.field(row.drafted_at.time_since_epoch().count()).digest());
}

std::string digest_of(const RulePublicationRow& row) {
    seal::Hashing hashing;
    for (const auto* text : {&row.version, &row.person, &row.reason, &row.certificate}) hashing.field(*text);
    return seal::to_hex(hashing.field(row.published_at.time_since_epoch().count()).digest());
}

RuleSetRow keep(Changes& changes, const Change& change, const std::string& based_on, const RuleFiles& files,
                const CheckedRules& checked) {
    changes.rule_sets.push_back({.version = checked.version,
                                 .files = json::serialize(files_json(files)),
                                 .based_on = based_on,
                                 .author = change.actor,
                                 .reason = change.reason,
                                 .drafted_at = change.now,
                                 .certificate = checked.certificate});
    changes.entries.push_back(entry(change, "rules_drafted",
                                    {{"version", checked.version},
                                     {"based_on", based_on},
                                     {"digest", digest_of(changes.rule_sets.back())}}));
    return changes.rule_sets.back();
}

Written published(Changes changes, const Change& change, const std::string& version,
                  const CheckedRules& checked) {
    const auto replaced = change.in_force();
    const auto seq = change.newest() + 1;
    changes.publications.push_back(
        {seq, version, change.now, change.actor, change.reason, checked.certificate});
    json::object body{{"version", version}, {"publication", seq}, {"replaced", replaced}};
    auto recorded = body;
    recorded["digest"] = digest_of(changes.publications.back());
    changes.entries.push_back(entry(change, "rules_published", recorded));
    body["at"] = to_string(change.now);
    body["person"] = change.actor;
    body["reason"] = change.reason;
    return {std::move(changes), {.status = 200, .body = json::serialize(body), .version = seq}};
}

Written nothing_new(const Change& change) {
    const json::object body{{"version", change.in_force()}, {"publication", change.newest()}};
    return {{}, {.status = 200, .body = json::serialize(body), .version = change.newest()}};
}

Outcome<Written> folder_published(const Change& change, const RuleFiles& files, const CheckedRules& checked) {
    const auto version = routing::version_of(files);
    if (change.in_force() == version && checked.rules) return nothing_new(change);
    if (auto refusal = must_pass(change, version, checked)) return *refusal;
    Changes changes;
    if (!change.kept().rule_set(version)) keep(changes, change, change.in_force(), files, checked);
    return published(std::move(changes), change, version, checked);
}

Written drafted(Changes changes, const RuleSetRow& draft, const CheckedRules& checked, int status) {
    auto body = shown(checked);
    body["based_on"] = draft.based_on;
    body["author"] = draft.author;
    body["reason"] = draft.reason;
    body["at"] = to_string(draft.drafted_at);
    return {std::move(changes), {.status = status, .body = json::serialize(body)}};
}

}  // namespace

Outcome<Written> draft_rules(const Acting& acting, const DraftRules& asked, const RuleFiles& files,
                             const CheckedRules& checked) {
    const auto change = change_by(acting, asked.reason);
    if (auto refusal = may_change(acting, asked.reason)) return *refusal;
    const auto based_on = asked.based_on.value_or(change.in_force());
    if (asked.based_on && !change.kept().rule_set(based_on))
        return refuse(Why::invalid, "rule_sets.not_found", "/based_on");
    if (const auto before = change.kept().rule_set(checked.version))
        return drafted({}, *before, checked, 200);
    Changes changes;
    const auto draft = keep(changes, change, based_on, files, checked);
    return drafted(std::move(changes), draft, checked, 201);
}

Outcome<Written> publish_rules(const Acting& acting, const std::string& version, const PublishRules& asked,
                               const CheckedRules& checked) {
    const auto change = change_by(acting, asked.reason);
    if (auto refusal = may_change(acting, asked.reason)) return *refusal;
    const auto draft = change.kept().rule_set(version);
    if (!draft) return refuse(Why::not_found, "rule_sets.not_found");
    if (auto refusal = must_not_be_in_force(change, version)) return *refusal;
    if (auto refusal = must_be_fresh(acting, change)) return *refusal;
    if (auto refusal = must_replace_its_base(acting, change, *draft)) return *refusal;
    if (auto refusal = must_pass(change, version, checked)) return *refusal;
    return published({}, change, version, checked);
}

Outcome<Written> roll_back_rules(const Acting& acting, const RollBackRules& asked,
                                 const CheckedRules& checked) {
    const auto change = change_by(acting, asked.reason);
    if (auto refusal = may_change(acting, asked.reason)) return *refusal;
    const auto before = change.kept().publications();
    if (std::ranges::find(before, asked.to, &RulePublicationRow::version) == before.end())
        return refuse(Why::invalid, "rule_sets.never_in_force", "/to");
    if (auto refusal = must_not_be_in_force(change, asked.to)) return *refusal;
    if (auto refusal = must_be_fresh(acting, change)) return *refusal;
    if (auto refusal = must_pass(change, asked.to, checked)) return *refusal;
    return published({}, change, asked.to, checked);
}

Outcome<Written> reload_rules(const Acting& acting, const ReloadRules& asked, const RuleFiles& files,
                              const CheckedRules& checked) {
    const auto change = change_by(acting, asked.reason.value_or("read from the folder"));
    if (auto refusal = may_change(acting, change.reason)) return *refusal;
    if (auto refusal = must_be_fresh(acting, change)) return *refusal;
    return folder_published(change, files, checked);
}

Outcome<Written> take_folder(Reading& reading, Instant now, const std::string& reason, const RuleFiles& files,
                             const CheckedRules& checked) {
    return folder_published({reading, now, "folder", reason}, files, checked);
}

json::object shown(const CheckedRules& checked) {
    json::object out{
        {"version", checked.version}, {"passes", checked.passes}, {"findings", checked.findings}};
    if (!checked.certificate.empty()) out["certificate"] = json::parse(checked.certificate);
    return out;
}

}  // namespace sodan::office
