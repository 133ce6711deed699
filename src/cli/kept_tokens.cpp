#include "cli/kept_tokens.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace sodan::cli {

namespace json = boost::json;
namespace fs = std::filesystem;

namespace {

fs::path folder_of(const Surroundings& around) {
    if (const auto config = around.environment("XDG_CONFIG_HOME"); !config.empty())
        return fs::path(config) / "sodan";
    const auto home = around.environment("HOME");
    return home.empty() ? fs::path{} : fs::path(home) / ".config" / "sodan";
}

// What cannot be read is as good as not there: whoever signs in again writes it anew.
json::object read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    boost::system::error_code error;
    auto parsed = json::parse(text, error);
    return !error && parsed.is_object() ? std::move(parsed.get_object()) : json::object{};
}

std::string text_at(const json::object& object, const char* key) {
    const auto* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : "";
}

[[noreturn]] void failed(const fs::path& file) {
    throw std::system_error(errno, std::generic_category(), file.string());
}

// Its owner's alone from the first byte on, and whole or not at all.
void write(const fs::path& file, const std::string& text) {
    constexpr ::mode_t owner_only = 0600, folder_mode = 0700;
    fs::create_directories(file.parent_path().parent_path());
    if (::mkdir(file.parent_path().c_str(), folder_mode) != 0 && errno != EEXIST) failed(file.parent_path());
    const fs::path making = file.string() + ".new";
    fs::remove(making);
    const int to = ::open(making.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, owner_only);
    if (to < 0) failed(making);
    const bool is_written = ::write(to, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    ::close(to);
    if (!is_written) failed(making);
    fs::rename(making, file);
}

}  // namespace

KeptTokens::KeptTokens(const Surroundings& around) : file_(folder_of(around)) {
    if (!file_.empty()) file_ /= "tokens.json";
}

KeptLogin KeptTokens::of(const std::string& server) const {
    if (file_.empty()) return {};
    const auto all = read(file_);
    const auto* one = all.if_contains(server);
    if (!one || !one->is_object()) return {};
    return {text_at(one->get_object(), "token"), text_at(one->get_object(), "device")};
}

void KeptTokens::keep(const std::string& server, const KeptLogin& login) const {
    if (file_.empty()) throw std::runtime_error("HOME is not set");
    auto all = read(file_);
    all[server] = {{"token", login.token}, {"device", login.device}};
    write(file_, json::serialize(all) + "\n");
}

}  // namespace sodan::cli
