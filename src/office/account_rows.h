#pragma once
// What is kept of accounts: what a person signs in with, and the passes by which they are known afterwards.
// Rows in the form in which they are stored. No secret stands in them in clear: a password is hashed, the
// secret of one-time codes is sealed, and of all that is random only the digest is kept.

#include "base/clock.h"

#include <boost/describe/enum.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sodan::office {

// A session belongs to a browser, a token to a shell or a machine. A device is a browser that has signed in
// before. An invitation makes an account, once.
BOOST_DEFINE_ENUM_CLASS(PassKind, session, token, device, invitation)

struct AccountRow {
    std::string person{};                 // their id
    std::string password{};               // seal::password_hash; "" = the account is closed
    std::string code_secret{};            // of their authenticator app, sealed with the office key
    std::int64_t code_step = 0;           // the last one-time code that was taken, by its step
    std::vector<std::string> recovery{};  // digests of the recovery codes that are left
    Instant changed_at{};

    bool operator==(const AccountRow&) const = default;
};

// A random secret that somebody carries, and what they may do who show it.
struct PassRow {
    std::string id{};  // names it in lists and in the journal
    PassKind kind = PassKind::session;
    std::string digest{};  // SHA-256 of the secret, in hex
    std::string person{};
    std::string name{};    // as its owner knows it: "backup script", "Firefox on Linux"
    std::string scopes{};  // codes of office::TokenScope, with blanks between them
    Instant made_at{}, used_at{};
    Instant ends_at{};  // it is good for nothing from then on; ended early, that is when it was ended

    bool operator==(const PassRow&) const = default;
};

class AccountArchive {
public:
    virtual ~AccountArchive() = default;
    virtual std::optional<AccountRow> account(const std::string& person) = 0;
    virtual std::vector<std::string> account_holders() = 0;  // who has an account that is not closed
    virtual std::optional<PassRow> pass(const std::string& id) = 0;
    virtual std::optional<PassRow> pass_of_digest(const std::string& digest) = 0;
    virtual std::vector<PassRow> passes_of(const std::string& person) = 0;  // newest first
    virtual std::vector<PassRow> passes_good_at(Instant) = 0;
};

}  // namespace sodan::office
