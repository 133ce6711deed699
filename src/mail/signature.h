#pragma once
// The signature of Standard Webhooks (standardwebhooks.com): HMAC-SHA256 over "id.timestamp.body".

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sodan::mail {

// "whsec_" and base64 of 24 to 64 bytes; nothing for anything else. The bytes are the key.
std::optional<std::string> webhook_key(std::string_view secret);

// "v1,BASE64", as it stands in the header webhook-signature. `timestamp` in seconds since 1970.
std::string webhook_signature(std::string_view key, std::string_view id, std::int64_t timestamp,
                              std::string_view body);

}  // namespace sodan::mail
