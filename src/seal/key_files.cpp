#include "seal/key_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

namespace sodan::seal {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view first_word = "sodan-key-1";
constexpr const char *key_file = ".key", *mark_file = ".destroyed";
constexpr mode_t others = 077;

[[noreturn]] void failed(const fs::path& path, const char* doing) {
    throw BrokenKeys(fmt::format("{}: cannot {}: {}", path.string(), doing, std::strerror(errno)));
}

class File {
public:
    File(const fs::path& path, int flags, const char* doing)
        : path_(path), number_(::open(path.c_str(), flags | O_NOFOLLOW | O_CLOEXEC, 0600)) {
        if (number_ < 0) failed(path, doing);
    }
    ~File() { ::close(number_); }
    File(const File&) = delete;

    struct stat state() const {
        struct stat out {};
        if (::fstat(number_, &out) != 0) failed(path_, "look at it");
        return out;
    }
    void write(std::string_view text) const {
        if (::write(number_, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
            failed(path_, "write it");
    }
    std::string read() const {
        constexpr std::size_t longest = 512;
        std::string out(longest, '\0');
        const auto size = ::read(number_, out.data(), out.size());
        if (size < 0) failed(path_, "read it");
        out.resize(static_cast<std::size_t>(size));
        return out;
    }
    void flush() const {
        if (::fsync(number_) != 0) failed(path_, "bring it to the disk");
    }

private:
    fs::path path_;
    int number_;
};

void flush_folder(const fs::path& folder) { File(folder, O_RDONLY | O_DIRECTORY, "open it").flush(); }

void check(const fs::path& path, const struct stat& state) {
    if ((state.st_mode & others) != 0)
        throw BrokenKeys(
            fmt::format("{} can be read by others than its owner. Look who may have read it; "
                        "then: chmod go= {}",
                        path.string(), path.string()));
    if (state.st_uid != ::geteuid())
        throw BrokenKeys(
            fmt::format("{} belongs to somebody else than who runs this program", path.string()));
}

void check_folder(const fs::path& folder) {
    struct stat state {};
    if (::lstat(folder.c_str(), &state) != 0) failed(folder, "look at it");
    if (!S_ISDIR(state.st_mode))
        throw BrokenKeys(fmt::format("{} is no folder of its own (a symbolic link?)", folder.string()));
    check(folder, state);
}

// Written beside, brought to the disk, then linked: a name either has its whole content or does not exist.
void write_new(const fs::path& path, std::string_view text) {
    const fs::path draft = path.string() + ".new";
    ::unlink(draft.c_str());
    {
        const File file(draft, O_WRONLY | O_CREAT | O_EXCL, "make it");
        file.write(text);
        file.flush();
    }
    const int linked = ::link(draft.c_str(), path.c_str());
    const int why = errno;
    ::unlink(draft.c_str());
    errno = why;
    if (linked != 0) failed(path, "make it");
    flush_folder(path.parent_path());
}

std::string text_of(const NamedKey& one) {
    std::array<char, 2 * Key::size + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), one.key.data(), Key::size);
    auto out =
        fmt::format("{} {} {} {}\n", first_word, one.name, one.made.time_since_epoch().count(), hex.data());
    sodium_memzero(hex.data(), hex.size());
    return out;
}

Key key_of(std::string_view hex, const fs::path& path) {
    std::array<unsigned char, Key::size> bytes{};
    std::size_t size = 0;
    const int read =
        sodium_hex2bin(bytes.data(), bytes.size(), hex.data(), hex.size(), nullptr, &size, nullptr);
    if (read != 0 || size != bytes.size() || hex.size() != 2 * size)
        throw BrokenKeys(fmt::format("{} holds no key. Recover it from its printed copy.", path.string()));
    const auto out = Key::from(bytes);
    sodium_memzero(bytes.data(), bytes.size());
    return out;
}

NamedKey key_in(const fs::path& path) {
    const File file(path, O_RDONLY, "open it");
    const auto state = file.state();
    if (!S_ISREG(state.st_mode)) throw BrokenKeys(fmt::format("{} is no plain file", path.string()));
    check(path, state);
    auto text = file.read();
    const auto name = path.stem().string();
    const auto head = fmt::format("{} {} ", first_word, name);
    long long made = 0;
    const auto read =
        std::from_chars(text.data() + std::min(head.size(), text.size()), text.data() + text.size(), made);
    const auto at = static_cast<std::size_t>(read.ptr - text.data()) + 1;
    if (!text.starts_with(head) || at >= text.size() || text.back() != '\n')
        throw BrokenKeys(fmt::format("{} is no key file of this name", path.string()));
    NamedKey out{name, Instant{std::chrono::milliseconds{made}},
                 key_of(std::string_view(text).substr(at, text.size() - at - 1), path)};
    wipe(text);
    return out;
}

}  // namespace

bool KeyFiles::is_name(std::string_view name) {
    const auto sign = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !name.empty() && name.size() <= 40 && std::ranges::all_of(name, sign);
}

KeyFiles::KeyFiles(fs::path folder) : folder_(std::move(folder)) {
    if (::mkdir(folder_.c_str(), 0700) == 0)
        flush_folder(folder_.has_parent_path() ? folder_.parent_path() : fs::path("."));
    else if (errno != EEXIST)
        failed(folder_, "make the folder of the keys");
    check_folder(folder_);
}

std::vector<NamedKey> KeyFiles::keys() const {
    std::vector<NamedKey> out;
    for (const auto& entry : fs::directory_iterator(folder_))
        if (entry.path().extension() == key_file) out.push_back(key_in(entry.path()));
    std::ranges::sort(out, {}, &NamedKey::name);
    return out;
}

std::vector<std::string> KeyFiles::destroyed() const {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder_))
        if (entry.path().extension() == mark_file) out.push_back(entry.path().stem().string());
    std::ranges::sort(out);
    return out;
}

void KeyFiles::keep(const NamedKey& one) const {
    if (!is_name(one.name)) throw BrokenKeys("not a name of a key");
    auto text = text_of(one);
    write_new(folder_ / (one.name + key_file), text);
    wipe(text);
}

void KeyFiles::destroy(const std::string& name) const {
    const auto mark = folder_ / (name + mark_file);
    if (!fs::exists(mark)) write_new(mark, "destroyed\n");
    const auto path = folder_ / (name + key_file);
    if (!fs::exists(path)) return;
    {
        const File file(path, O_WRONLY, "overwrite it");
        file.write(std::string(static_cast<std::size_t>(file.state().st_size), '0'));
        file.flush();
    }
    if (::unlink(path.c_str()) != 0) failed(path, "remove it");
    flush_folder(folder_);
}

}  // namespace sodan::seal
