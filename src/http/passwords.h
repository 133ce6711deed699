#pragma once
// A password looked at: how long whoever types it must wait, then Argon2 in one of a few slots beside the
// network thread, for an account that is not there as well. Attempts beyond what waits already are told to
// come again.

#include "http/context.h"
#include "http/waiting.h"
#include "office/accounts.h"
#include "office/sign_in_delays.h"

#include <functional>

namespace sodan::http {

struct TypedPassword {
    std::string person, password;
    std::string device{};  // the secret of the device, when it shows one
};

// What is known once the password has been looked at.
struct Knock {
    office::Attempt attempt;
    office::CheckedPassword checked{};
};

// `then` is called on a slot's thread, unless the call has been answered already.
void look_at_password(Context&, const Call&, TypedPassword, std::function<void(const Knock&)> then);

// A new password, hashed in a slot; `then` gets the hash.
void hash_password(Context&, const Waiting&, std::string password,
                   std::function<void(const std::string& hash)> then);

}  // namespace sodan::http
