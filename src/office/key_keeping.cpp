#include "office/key_keeping.h"

#include "office/acts.h"
#include "office/rights.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <set>

namespace sodan::office {

namespace json = boost::json;
using Why = Refusal::Why;

namespace {

std::int64_t uses_of(const std::vector<KeyUse>& all, const std::string& name) {
    const auto found = std::ranges::find(all, name, &KeyUse::wrapped_by);
    return found == all.end() ? 0 : found->cases;
}

const char* state_of(const seal::KeyRing& keys, const std::string& name, Instant now) {
    if (keys.is_destroyed(name)) return "destroyed";
    if (const auto end = seal::end_of_quarter(name)) return *end <= now ? "over" : "kept";
    return seal::number_of_epoch(name) && name != keys.epoch() ? "old" : "current";
}

Instant made(const seal::KeyRing& keys, const std::string& name) {
    const auto all = keys.keys();
    const auto found = std::ranges::find(all, name, &seal::NamedKey::name);
    return found == all.end() ? Instant::max() : found->made;
}

// Those in use before the last of these cases was closed: a backup of that time is opened with one of them.
std::vector<std::string> epochs_of_open_days(Reading& reading, const seal::KeyRing& keys,
                                             const std::string& quarter, std::int64_t cases) {
    auto last_closed = Instant::min();
    for (const auto ref : reading.cases_wrapped_by(quarter, static_cast<int>(cases)))
        if (const auto row = reading.find_case(ref)) last_closed = std::max(last_closed, row->changed_at);
    std::vector<std::string> out;
    for (const auto& one : keys.keys())
        if (seal::number_of_epoch(one.name) && one.made <= last_closed) out.push_back(one.name);
    return out;
}

EntryRow entry(const Acting& acting, const char* event, const json::object& body) {
    return {.happened_at = acting.now,
            .written_at = acting.now,
            .actor = acting.person.id,
            .event = event,
            .body = json::serialize(body)};
}

Written recorded(EntryRow entry, const json::object& answer) {
    Written out;
    out.changes.entries.push_back(std::move(entry));
    out.answer = {.status = 200, .body = json::serialize(answer)};
    return out;
}

Destroying destroying(const Acting& acting, const char* event, const json::object& body,
                      const DestroyKey& asked, std::vector<std::string> keys) {
    Destroying out{recorded(entry(acting, event, body), body), std::move(keys)};
    out.written.changes.entries.front().detail = json::serialize(json::object{{"reason", asked.reason}});
    return out;
}

}  // namespace

Outcome<json::object> view_keys(const Viewing& viewing, const seal::KeyRing& keys) {
    if (auto refusal = must_be_allowed(viewing.person, Action::keep_keys)) return *refusal;
    const auto uses = viewing.reading.key_uses();
    json::array items;
    for (const auto& one : keys.keys())
        items.push_back({{"name", one.name},
                         {"state", state_of(keys, one.name, viewing.now)},
                         {"cases", uses_of(uses, one.name)},
                         {"made", to_string(one.made)},
                         {"fingerprint", seal::fingerprint_of(one)}});
    for (const auto& use : uses)
        if (keys.is_destroyed(use.wrapped_by))
            items.push_back({{"name", use.wrapped_by}, {"state", "destroyed"}, {"cases", use.cases}});
    return json::object{{"items", std::move(items)}, {"record_key", keys.record().public_key().hex()}};
}

Outcome<json::object> view_retention(const Viewing& viewing, const seal::KeyRing& keys) {
    if (auto refusal = must_be_allowed(viewing.person, Action::keep_keys)) return *refusal;
    std::set<std::string> names;
    const auto uses = viewing.reading.key_uses();
    for (const auto& one : keys.keys()) names.insert(one.name);
    for (const auto& use : uses) names.insert(use.wrapped_by);
    json::array items;
    for (const auto& name : names)
        if (const auto end = seal::end_of_quarter(name))
            items.push_back({{"name", name},
                             {"ends", to_string(*end)},
                             {"cases", uses_of(uses, name)},
                             {"state", state_of(keys, name, viewing.now)}});
    return json::object{{"items", std::move(items)}};
}

Outcome<Written> rotate_keys(const Acting& acting, seal::KeyRing& keys) {
    if (auto refusal = must_be_allowed(acting.person, Action::keep_keys)) return *refusal;
    const auto name = keys.rotate(acting.now);
    const json::object body{{"epoch", name}, {"fingerprint", keys.fingerprint(name)}};
    return recorded(entry(acting, "keys_rotated", body), body);
}

bool is_epoch_over(const seal::KeyRing& keys, Instant now) {
    return *seal::end_of_quarter(seal::quarter_name(made(keys, keys.epoch()))) <= now;
}

Written begin_epoch(seal::KeyRing& keys, Instant now) {
    const auto name = keys.rotate(now);
    const json::object body{{"epoch", name}, {"fingerprint", keys.fingerprint(name)}};
    return recorded({.happened_at = now,
                     .written_at = now,
                     .actor = "clock",
                     .event = "keys_rotated",
                     .body = json::serialize(body)},
                    body);
}

Written wrap_anew(Reading& reading, const seal::KeyRing& keys, int limit) {
    Written out;
    const auto epoch = keys.epoch();
    for (const auto& one : keys.keys()) {
        const auto room = limit - static_cast<int>(out.changes.keys.size());
        if (room <= 0) break;
        if (one.name == epoch || !seal::number_of_epoch(one.name)) continue;
        for (const auto ref : reading.cases_wrapped_by(one.name, room))
            out.changes.keys.push_back({ref, epoch});
    }
    return out;
}

Outcome<Destroying> destroy_quarter(const Acting& acting, const seal::KeyRing& keys,
                                    const std::string& quarter, const DestroyKey& asked) {
    if (auto refusal = must_be_allowed(acting.person, Action::keep_keys)) return *refusal;
    const auto end = seal::end_of_quarter(quarter);
    if (!end || keys.fingerprint(quarter).empty()) return refuse(Why::not_found, "retention.no_such_quarter");
    if (*end > acting.now)
        return refuse(Why::wrong_state, "retention.not_over", "", {{"ends", to_string(*end)}});
    if (auto refusal = must_be_said(asked.reason, "/reason")) return *refusal;
    const auto uses = acting.reading.key_uses();
    const auto cases = uses_of(uses, quarter);
    json::array gone, left;
    std::vector<std::string> names{quarter};
    for (const auto& epoch : epochs_of_open_days(acting.reading, keys, quarter, cases)) {
        const bool is_free = epoch != keys.epoch() && uses_of(uses, epoch) == 0;
        (is_free ? gone : left).emplace_back(epoch);
        if (is_free) names.push_back(epoch);
    }
    const json::object body{{"key", quarter},
                            {"fingerprint", keys.fingerprint(quarter)},
                            {"cases", cases},
                            {"epochs", std::move(gone)},
                            {"epochs_left", std::move(left)}};
    return destroying(acting, "quarter_destroyed", body, asked, std::move(names));
}

Outcome<Destroying> destroy_epoch(const Acting& acting, const seal::KeyRing& keys, const std::string& epoch,
                                  const DestroyKey& asked) {
    if (auto refusal = must_be_allowed(acting.person, Action::keep_keys)) return *refusal;
    if (!seal::number_of_epoch(epoch) || keys.fingerprint(epoch).empty())
        return refuse(Why::not_found, "keys.no_such_epoch");
    if (epoch == keys.epoch()) return refuse(Why::wrong_state, "keys.epoch_is_current");
    if (const auto cases = uses_of(acting.reading.key_uses(), epoch); cases > 0)
        return refuse(Why::wrong_state, "keys.epoch_is_in_use", "", {{"cases", std::to_string(cases)}});
    if (auto refusal = must_be_said(asked.reason, "/reason")) return *refusal;
    const json::object body{{"key", epoch}, {"fingerprint", keys.fingerprint(epoch)}};
    return destroying(acting, "epoch_destroyed", body, asked, {epoch});
}

Outcome<Written> erase_case(const Acting& acting, CaseRef ref, const EraseCase& asked) {
    const auto row = acting.reading.find_case(ref);
    const bool is_walled = row && std::ranges::find(row->walls, acting.person.id) != row->walls.end();
    if (!may(acting.person, Action::keep_keys) || !row || is_walled)
        return refuse(Why::not_found, "case.not_found");
    // Whoever keeps the keys may erase what they do not see, and learns nothing of what is still open.
    const bool is_seen = sight_of(acting.person, *row) == Sight::whole;
    if (!row->closed && !is_seen) return refuse(Why::not_found, "case.not_found");
    if (!row->closed) return refuse(Why::wrong_state, "retention.close_first");
    if (acting.reading.is_gone(ref)) return refuse(Why::wrong_state, "case.gone");
    auto about = entry(acting, "content_erased", {{"because", code(asked.because)}});
    about.ref = ref;
    auto written = recorded(std::move(about), {{"case", to_string(ref)}, {"erased", true}});
    written.changes.keys.push_back({ref, ""});
    return written;
}

}  // namespace sodan::office
