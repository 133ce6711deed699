#pragma once
// One-time codes of an authenticator app: RFC 6238, SHA-1, six digits, 30 seconds.

#include "base/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sodan::seal {

std::string new_code_secret();  // 160 random bits, raw; wipe it (secret.h) and keep it sealed only

// Six digits, for tests and drills.
std::string code_at(std::string_view secret, Instant);

// The step of time (30 s since 1970) that the code belongs to, when it is that of now or of one step beside
// and later than `last_used`: keep it, so that no code is taken twice. Nothing when the code does not fit.
std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code, Instant now,
                                         std::int64_t last_used);

std::string base32(std::string_view bytes);  // RFC 4648, without padding: what a person types into the app

// otpauth://totp/ISSUER:ACCOUNT?secret=...&issuer=..., percent-encoded.
std::string setup_uri(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace sodan::seal
