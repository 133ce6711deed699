#include "mail/secret_file.h"

#include "mail/signature.h"

#include <sys/stat.h>

#include <fstream>
#include <iterator>

namespace sodan::mail {

std::string read_secret(const std::filesystem::path& file) {
    struct stat found {};
    if (::stat(file.c_str(), &found) != 0) throw BrokenSecret(file.string() + " cannot be read");
    if ((found.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        throw BrokenSecret(file.string() + " may be read by others than its owner; please chmod 600 it");
    std::ifstream in(file, std::ios::binary);
    std::string out{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    while (!out.empty() && (out.back() == '\n' || out.back() == '\r')) out.pop_back();
    if (!in || out.empty()) throw BrokenSecret(file.string() + " holds nothing");
    return out;
}

std::string read_webhook_key(const std::filesystem::path& file) {
    const auto key = webhook_key(read_secret(file));
    if (!key)
        throw BrokenSecret(file.string() + ": a line \"whsec_\" and base64 of 24 to 64 bytes is wanted");
    return *key;
}

}  // namespace sodan::mail
