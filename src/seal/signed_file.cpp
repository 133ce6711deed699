#include "seal/signed_file.h"

#include "seal/digest.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace sodan::seal {

namespace {

constexpr std::string_view mark = "sodan-file-1";

std::string digest_of_file(const std::filesystem::path& file) {
    constexpr std::size_t step = 1024 * 1024;
    std::ifstream in(file, std::ios::binary);
    std::vector<char> bytes(step);
    Hashing hashing;
    while (in) {
        in.read(bytes.data(), static_cast<std::streamsize>(step));
        hashing.bytes({bytes.data(), static_cast<std::size_t>(in.gcount())});
    }
    if (!in.eof()) throw std::runtime_error(file.string() + " cannot be read to its end");
    return to_hex(hashing.digest());
}

}  // namespace

std::string file_signature(const SigningKey& key, const std::filesystem::path& file, Instant at) {
    const auto text = fmt::format("{} {} {}", mark, digest_of_file(file), to_string(at));
    return text + " " + key.sign(text);
}

FileVerdict check_file(const PublicKey& key, const std::filesystem::path& file,
                       const std::string& signature) {
    std::istringstream in(signature);
    std::string first, digest, time, signs;
    if (!(in >> first >> digest >> time >> signs) || first != mark) return FileVerdict::forged;
    if (!key.verifies(fmt::format("{} {} {}", first, digest, time), signs)) return FileVerdict::forged;
    return digest == digest_of_file(file) ? FileVerdict::fits : FileVerdict::changed;
}

}  // namespace sodan::seal
