#pragma once
// Accounts: how a person of the office becomes known to it. Nobody has a password that they did not choose,
// and nobody signs in with a password alone. Passwords are hashed by the caller, beside the store's writer:
// what came of it is handed in and checked against the account as it then is.

#include "office/passes.h"
#include "office/use_cases.h"
#include "seal/secret.h"

#include <string>
#include <vector>

namespace sodan::office {

// Somebody who is not known yet.
struct AtTheDoor {
    Reading& reading;
    Instant now;
    const seal::Key& key;     // the office's
    std::string agent{};      // what they call the program that they use
    std::string device{};     // the secret of a device, if they show one
    bool codes_rest = false;  // see sign_in_delays.h
};

// What came of looking at a password: it was held against this hash.
struct CheckedPassword {
    std::string against{};
    bool fits = false;
};

// Rows to be kept, and the answer. What is secret in it is nowhere else: never keep the answer.
struct Granted {
    Changes changes{};
    boost::json::object answer{};
    std::string session{}, device{};  // secrets for the browser, "" = none
};

// POST /session, /me/password, /me/code, /me/code/confirm
struct SignIn {
    std::string person, password;
    std::string code;  // of the app, or a recovery code
};
struct ChangePassword {
    std::string current, password;
};
struct StartCode {
    std::string password;
};
struct ConfirmCode {
    std::string ticket, code;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (person, password, code))
BOOST_DESCRIBE_STRUCT(ChangePassword, (), (current, password))
BOOST_DESCRIBE_STRUCT(StartCode, (), (password))
BOOST_DESCRIBE_STRUCT(ConfirmCode, (), (ticket, code))

// Whatever does not fit, the refusal is the same.
Outcome<Granted> sign_in(const AtTheDoor&, const SignIn&, const CheckedPassword&);
// Ends everything else by which the person is known: their other sessions, their tokens, and their devices.
// Only the pass with which it was changed stays.
Outcome<Granted> change_password(const Acting&, const Bearer&, const CheckedPassword&,
                                 const std::string& new_hash);
// A new secret for the authenticator app, and a ticket that holds it until a first code shows that the app
// has it. Writes nothing.
Outcome<Granted> start_code(const Acting&, const seal::Key&, const CheckedPassword&);
// From then on the app's codes count, with ten new recovery codes.
Outcome<Granted> confirm_code(const Acting&, const seal::Key&, const ConfirmCode&);

// 12 to 256 characters, and not the person's own id or name.
std::optional<Refusal> refused_password(const domain::Person&, const std::string& password);

// Sessions and tokens of one's own.
Outcome<boost::json::object> view_passes(const Viewing&, const Bearer&, PassKind);
Outcome<Granted> end_pass(const Acting&, PassKind, const std::string& id);

// A token for a shell or a machine, for whoever says their password once more, since it outlives the session.
// It opens no more than the pass with which it is asked for, and lives no longer than a token with which it
// is.
struct IssueToken {
    std::string name;
    std::vector<TokenScope> scopes;
    std::int64_t days = 90;
    std::string password{};
    static constexpr bool sparse = true;
};
BOOST_DESCRIBE_STRUCT(IssueToken, (), (name, scopes, days, password))
Outcome<Granted> issue_token(const Acting&, const Bearer&, const IssueToken&, const CheckedPassword&);

// Nothing when it is the password of whoever acts.
std::optional<Refusal> refused_without_password(const Acting&, const CheckedPassword&);

// An attempt that failed, as the journal has it. `account`: as it was typed, where there is one; whoever
// typed something else may have typed their password.
struct FailedSignIn {
    std::string account, address;
    int failures = 1;  // in a row, from there
};
Written sign_in_failed(Reading&, Instant now, const FailedSignIn&);

// What the journal says of accounts: who did it, what, and ids.
EntryRow account_entry(Instant now, std::string actor, std::string event, const boost::json::object& body);

}  // namespace sodan::office
