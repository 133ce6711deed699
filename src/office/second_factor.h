#pragma once
// What a person has beside the password: an authenticator app, and recovery codes for when the app is lost.

#include "office/account_rows.h"
#include "seal/secret.h"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::office {

// The secret of an app as it is kept: sealed, and good for that account only.
std::string sealed_code_secret(const seal::Key&, const std::string& person, std::string_view secret);

// A new secret as the person needs it, {"secret", "uri", "ticket"}. The ticket holds the secret, sealed for
// that person, for a quarter of an hour: nothing is kept of an app that was never set up.
boost::json::object offered_code(const seal::Key&, const std::string& person, Instant now);
// The secret in a ticket to which the code fits, as it is to be kept; with the code's step.
struct SetUpCode {
    std::string sealed{};
    std::int64_t step = 0;
};
std::optional<SetUpCode> set_up_code(const seal::Key&, const std::string& person, std::string_view ticket,
                                     std::string_view code, Instant now);

// The account after that code, of the app or for recovery, was taken; nothing when it does not fit or was
// taken before.
struct CodeUse {
    const seal::Key& key;
    Instant now;
    bool app_rests = false;  // a recovery code only
};
std::optional<AccountRow> after_code(AccountRow, std::string_view code, const CodeUse&);

struct RecoveryCodes {
    std::vector<std::string> codes{};    // "7KQF-2M9X-C4TD-0R8E": 80 random bits each, shown once
    std::vector<std::string> digests{};  // what is kept
};
RecoveryCodes new_recovery_codes();

}  // namespace sodan::office
