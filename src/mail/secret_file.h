#pragma once
// A secret in a file of its own: one line that nobody but its owner may read.

#include <filesystem>
#include <stdexcept>
#include <string>

namespace sodan::mail {

// In words for the operator; never with the secret.
struct BrokenSecret : std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::string read_secret(const std::filesystem::path&);  // without the line's end; throws BrokenSecret

// The key of a webhook from its "whsec_..." secret; throws BrokenSecret.
std::string read_webhook_key(const std::filesystem::path&);

}  // namespace sodan::mail
