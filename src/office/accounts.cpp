#include "office/accounts.h"

#include "base/text.h"
#include "office/acts.h"
#include "office/second_factor.h"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <map>

namespace sodan::office {

namespace json = boost::json;
using Why = Refusal::Why;

namespace {

constexpr auto session_lasts = std::chrono::hours{12};
constexpr auto device_lasts = std::chrono::days{180};
constexpr auto ended_are_kept = std::chrono::days{30};

Refusal does_not_fit() { return refuse(Why::unidentified, "accounts.not_signed_in"); }

// The account, when this is its password and its person is of the office.
std::optional<AccountRow> account_behind(Reading& reading, Instant now, const std::string& person,
                                         const CheckedPassword& checked) {
    auto account = reading.accounts().account(person);
    const auto office = reading.office();
    const auto* owner = office->person(person);
    const bool fits = checked.fits && account && !account->password.empty() &&
                      account->password == checked.against && owner && is_of_office(*owner, now);
    if (!fits) account.reset();
    return account;
}

std::vector<std::string> long_ended(Reading& reading, const std::string& person, Instant now) {
    std::vector<std::string> out;
    for (const auto& row : reading.accounts().passes_of(person))
        if (row.ends_at + ended_are_kept < now) out.push_back(row.id);
    return out;
}

// The device with which the person signs in: the one that they show, or a new one.
std::string remember_device(const AtTheDoor& door, const std::string& person, Changes& changes) {
    const auto known = door.device.empty()
                           ? std::nullopt
                           : door.reading.accounts().pass_of_digest(digest_of_secret(door.device));
    if (known && known->kind == PassKind::device && known->person == person && known->ends_at > door.now) {
        changes.passes.push_back(*known);
        changes.passes.back().used_at = door.now;
        return "";
    }
    const auto made = new_pass({PassKind::device, person, {}, door.agent, door.now + device_lasts}, door.now);
    changes.passes.push_back(made.row);
    return made.secret;
}

Granted signed_in(const AtTheDoor& door, const AccountRow& account) {
    const auto session = new_pass(
        {PassKind::session, account.person, Scopes::every(), door.agent, door.now + session_lasts}, door.now);
    Granted out{.session = session.secret};
    out.changes.passes_gone = long_ended(door.reading, account.person, door.now);
    out.changes.accounts.push_back(account);
    out.changes.passes.push_back(session.row);
    out.device = remember_device(door, account.person, out.changes);
    out.changes.entries.push_back(
        account_entry(door.now, account.person, "signed_in", {{"session", session.row.id}}));
    out.answer = {{"person", account.person},
                  {"session", session.row.id},
                  {"ends_at", to_string(session.row.ends_at)},
                  {"recovery_codes_left", account.recovery.size()}};
    return out;
}

std::string folded(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

}  // namespace

EntryRow account_entry(Instant now, std::string actor, std::string event, const json::object& body) {
    return {.happened_at = now,
            .written_at = now,
            .actor = std::move(actor),
            .event = std::move(event),
            .body = json::serialize(body)};
}

Outcome<Granted> sign_in(const AtTheDoor& door, const SignIn& asked, const CheckedPassword& checked) {
    const auto account = account_behind(door.reading, door.now, asked.person, checked);
    if (!account) return does_not_fit();
    const auto after = after_code(*account, asked.code, {door.key, door.now, door.codes_rest});
    if (!after) return does_not_fit();
    return signed_in(door, *after);
}

Outcome<Granted> change_password(const Acting& acting, const Bearer& by, const CheckedPassword& checked,
                                 const std::string& new_hash) {
    auto account = account_behind(acting.reading, acting.now, acting.person.id, checked);
    if (!account) return refuse(Why::not_allowed, "accounts.wrong_password", "/current");
    Granted out;
    account->password = new_hash;
    account->changed_at = acting.now;
    out.changes.accounts.push_back(*std::move(account));
    std::map<PassKind, int> count;
    for (const auto& row : good_passes(acting.reading, acting.person.id, acting.now)) {
        if (row.id == by.pass) continue;
        out.changes.passes.push_back(ended(row, acting.now));
        ++count[row.kind];
    }
    out.answer = {{"ended_sessions", count[PassKind::session]},
                  {"ended_tokens", count[PassKind::token]},
                  {"ended_devices", count[PassKind::device]}};
    out.changes.entries.push_back(
        account_entry(acting.now, acting.person.id, "password_changed", out.answer));
    return out;
}

std::optional<Refusal> refused_without_password(const Acting& acting, const CheckedPassword& checked) {
    if (account_behind(acting.reading, acting.now, acting.person.id, checked)) return {};
    return refuse(Why::not_allowed, "accounts.wrong_password", "/password");
}

Written sign_in_failed(Reading& reading, Instant now, const FailedSignIn& failed) {
    const bool is_known = reading.office()->person(failed.account) != nullptr;
    Written out;
    out.changes.entries.push_back(account_entry(now, "door", "sign_in_failed",
                                                {{"account", is_known ? failed.account : ""},
                                                 {"address", failed.address},
                                                 {"failures", failed.failures}}));
    return out;
}

Outcome<Granted> start_code(const Acting& acting, const seal::Key& key, const CheckedPassword& checked) {
    if (auto refusal = refused_without_password(acting, checked)) return *refusal;
    return Granted{.answer = offered_code(key, acting.person.id, acting.now)};
}

Outcome<Granted> confirm_code(const Acting& acting, const seal::Key& key, const ConfirmCode& asked) {
    const auto& person = acting.person.id;
    auto account = acting.reading.accounts().account(person);
    const auto code = set_up_code(key, person, asked.ticket, asked.code, acting.now);
    if (!account || account->password.empty() || !code)
        return refuse(Why::invalid, "accounts.code_does_not_fit", "/code");
    auto recovery = new_recovery_codes();
    account->code_secret = code->sealed;
    account->code_step = code->step;
    account->recovery = std::move(recovery.digests);
    account->changed_at = acting.now;
    Granted out;
    out.changes.accounts.push_back(*std::move(account));
    out.changes.entries.push_back(account_entry(acting.now, person, "codes_replaced", {}));
    out.answer = {{"recovery_codes", json::array(recovery.codes.begin(), recovery.codes.end())}};
    return out;
}

std::optional<Refusal> refused_password(const domain::Person& person, const std::string& password) {
    constexpr std::size_t shortest = 12, longest = 256, fewest_signs = 5;
    const auto length = code_points(password);
    if (length < shortest || length > longest)
        return refuse(Why::invalid, "accounts.password_length", "/password",
                      {{"shortest", std::to_string(shortest)}, {"longest", std::to_string(longest)}});
    auto signs = password;
    std::ranges::sort(signs);
    signs.erase(std::unique(signs.begin(), signs.end()), signs.end());
    const bool is_own_name = folded(password) == folded(person.name) || folded(password) == folded(person.id);
    if (signs.size() < fewest_signs || is_own_name)
        return refuse(Why::invalid, "accounts.password_guessable", "/password");
    return {};
}

}  // namespace sodan::office
