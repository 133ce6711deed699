#pragma once
// A file's signature, kept beside it: that not one of its bytes has changed since. One line of text,
// "sodan-file-1 SHA256 TIME SIGNATURE".

#include "base/clock.h"
#include "seal/signature.h"

#include <filesystem>
#include <optional>
#include <string>

namespace sodan::seal {

// Throws std::runtime_error when the file cannot be read to its end.
std::string file_signature(const SigningKey&, const std::filesystem::path& file, Instant at);

enum class FileVerdict { fits, changed, forged };  // forged: the key did not sign it, or it is no signature
FileVerdict check_file(const PublicKey&, const std::filesystem::path& file, const std::string& signature);

}  // namespace sodan::seal
