#include "office/invitations.h"

#include "office/acts.h"
#include "office/rights.h"
#include "office/second_factor.h"

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;
using domain::Person;
using Why = Refusal::Why;

namespace {

constexpr auto invitation_lasts = std::chrono::days{3};

Refusal no_such_invitation() { return refuse(Why::not_found, "accounts.no_such_invitation", "/secret"); }

std::optional<PassRow> good_invitation(Reading& reading, Instant now, const std::string& secret) {
    auto row = reading.accounts().pass_of_digest(digest_of_secret(secret));
    if (!row || row->kind != PassKind::invitation || row->ends_at <= now) return {};
    return row;
}

bool has_account(Reading& reading, const domain::PersonId& person) {
    const auto account = reading.accounts().account(person);
    return account && !account->password.empty();
}

void end_all(Reading& reading, const domain::PersonId& person, Instant now, Changes& changes) {
    for (const auto& row : good_passes(reading, person, now)) changes.passes.push_back(ended(row, now));
}

void end_invitations(Reading& reading, const domain::PersonId& person, Instant now, Changes& changes) {
    for (const auto& row : good_passes(reading, person, now))
        if (row.kind == PassKind::invitation) changes.passes.push_back(ended(row, now));
}

// The person, and whoever heads the department: whoever resets an account has the link to it in hand. Of the
// head's own doing, or where there is no head, the department hears.
void tell_of_reset(const Acting& acting, const domain::PersonId& person, const std::string& pass,
                   Changes& changes) {
    const auto tell = [&](std::string recipient) {
        changes.messages.push_back({.key = "account_reset:" + pass + ":" + recipient,
                                    .recipient = std::move(recipient),
                                    .kind = "account_reset",
                                    .created_at = acting.now});
    };
    tell("person:" + person);
    auto heads = acting.reading.office()->with_role(domain::Role::department);
    std::erase_if(heads, [&](const Person* one) {
        return !is_head(*one) || one->id == acting.person.id || one->id == person;
    });
    for (const auto* head : heads) tell("person:" + head->id);
    if (heads.empty()) tell("desk:department");
}

void close_account(const Acting& acting, const domain::PersonId& person, Changes& changes) {
    auto account = *acting.reading.accounts().account(person);
    account = {.person = account.person, .changed_at = acting.now};
    changes.accounts.push_back(account);
    end_all(acting.reading, person, acting.now, changes);
    changes.entries.push_back(
        account_entry(acting.now, acting.person.id, "account_reset", {{"person", person}}));
}

void add_invitation(Granted& to, const domain::PersonId& person, const std::string& by, Instant now) {
    const auto made = new_pass({PassKind::invitation, person, {}, "", now + invitation_lasts}, now);
    to.changes.passes.push_back(made.row);
    to.changes.entries.push_back(
        account_entry(now, by, "invited", {{"person", person}, {"pass", made.row.id}}));
    to.answer = {{"person", person}, {"secret", made.secret}, {"ends_at", to_string(made.row.ends_at)}};
}

std::vector<const Person*> administrators(const domain::Office& office, Instant now) {
    auto out = office.with_role(domain::Role::administrator);
    std::erase_if(out, [now](const Person* one) { return has_left(*one, now); });
    return out;
}

Person new_administrator(const domain::Office& office) {
    Person out;
    for (int n = 1; out.id.empty() || office.person(out.id); ++n) out.id = "admin-" + std::to_string(n);
    out.name = "Administrator";
    out.place = "ADMINISTRATOR";
    out.role = domain::Role::administrator;
    out.languages = {"en", "ja"};
    return out;
}

void add_person(const domain::Office& office, const Person& person, Instant now, Changes& changes) {
    changes.people.push_back(person);
    changes.office = std::make_shared<const domain::Office>(office.with(person));
    changes.entries.push_back(
        account_entry(now, "first_start", "person_changed", written(person).as_object()));
}

AccountRow new_account(const domain::PersonId& person, const std::string& hash, const SetUpCode& code,
                       Instant now) {
    return {.person = person,
            .password = hash,
            .code_secret = code.sealed,
            .code_step = code.step,
            .changed_at = now};
}

}  // namespace

Outcome<Granted> invite(const Acting& acting, const domain::PersonId& id, const Invite& asked) {
    if (auto refusal = must_be_allowed(acting.person, Action::manage_accounts)) return *refusal;
    const auto office = acting.reading.office();
    const auto* person = office->person(id);  // who is still to come is invited, and signs in from then on
    if (!person || has_left(*person, acting.now)) return refuse(Why::not_found, "person.not_found");
    const bool is_open = has_account(acting.reading, id);
    if (is_open && !asked.reset) return refuse(Why::wrong_state, "accounts.has_account");
    Granted out;
    if (is_open)
        close_account(acting, id, out.changes);
    else
        end_invitations(acting.reading, id, acting.now, out.changes);
    add_invitation(out, id, acting.person.id, acting.now);
    if (is_open) tell_of_reset(acting, id, out.changes.passes.back().id, out.changes);
    return out;
}

Outcome<Person> invited(Reading& reading, Instant now, const std::string& secret) {
    const auto invitation = good_invitation(reading, now, secret);
    if (!invitation) return no_such_invitation();
    const auto office = reading.office();
    const auto* person = office->person(invitation->person);
    if (!person || has_left(*person, now)) return no_such_invitation();
    return *person;
}

Outcome<Granted> open_invitation(const AtTheDoor& door, const OpenInvitation& asked) {
    const auto person = invited(door.reading, door.now, asked.secret);
    if (!person) return person.refusal();
    Granted out{.answer = offered_code(door.key, person->id, door.now)};
    out.answer["person"] = person->id;
    out.answer["name"] = person->name;
    return out;
}

Outcome<Granted> accept_invitation(const AtTheDoor& door, const AcceptInvitation& asked,
                                   const std::string& hash) {
    const auto person = invited(door.reading, door.now, asked.secret);
    if (!person) return person.refusal();
    const auto code = set_up_code(door.key, person->id, asked.ticket, asked.code, door.now);
    if (!code) return refuse(Why::invalid, "accounts.code_does_not_fit", "/code");
    auto recovery = new_recovery_codes();
    auto account = new_account(person->id, hash, *code, door.now);
    account.recovery = std::move(recovery.digests);
    Granted out;
    out.changes.accounts.push_back(std::move(account));
    end_all(door.reading, person->id, door.now, out.changes);
    out.changes.entries.push_back(account_entry(door.now, person->id, "account_opened", {}));
    out.answer = {{"person", person->id},
                  {"recovery_codes", json::array(recovery.codes.begin(), recovery.codes.end())}};
    return out;
}

bool has_administrator(Reading& reading, Instant now) {
    const auto office = reading.office();
    return std::ranges::any_of(administrators(*office, now),
                               [&](const Person* one) { return has_account(reading, one->id); });
}

Outcome<Granted> invite_first_administrator(Reading& reading, Instant now) {
    const auto office = reading.office();
    const auto known = administrators(*office, now);
    Granted out;
    const auto person = known.empty() ? new_administrator(*office) : *known.front();
    if (known.empty())
        add_person(*office, person, now, out.changes);
    else
        end_invitations(reading, person.id, now, out.changes);
    add_invitation(out, person.id, "first_start", now);
    return out;
}

std::string invitation_link(const std::string& base, const std::string& secret) {
    return base + "/invitation#" + secret;
}

}  // namespace sodan::office
