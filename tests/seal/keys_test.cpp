#include "seal/base64.h"
#include "seal/key_ring.h"
#include "seal/paper.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <fstream>

using namespace sodan;
using namespace sodan::seal;
namespace fs = std::filesystem;

namespace {

Instant on(const char* day) { return *parse_instant(std::string(day) + "T12:00:00+09:00"); }
const Instant now = on("2026-11-23");

struct Folder {
    Folder() {
        auto name = (fs::temp_directory_path() / "sodan-keys-XXXXXX").string();
        if (!::mkdtemp(name.data())) throw std::runtime_error("no folder for the test");
        path = name;
    }
    ~Folder() { fs::remove_all(path); }
    fs::path keys() const { return path / "keys"; }
    fs::path path;
};

mode_t mode_of(const fs::path& path) {
    struct stat state {};
    ::stat(path.c_str(), &state);
    return state.st_mode & 07777;
}

std::string swapped(std::string text, std::size_t at) {
    std::swap(text[at], text[at + 1]);
    return text;
}

}  // namespace

TEST_CASE("what is sealed opens in its place, whatever it is, and is never sealed twice alike") {
    CHECK(rc::check([](const std::string& text, std::int64_t row, std::int64_t ref) {
        const auto key = Key::random();
        const Cell cell{"journal", "detail", row, ref};
        const auto once = sealed(key, cell, text), twice = sealed(key, cell, text);
        RC_ASSERT(opened(key, cell, once) == text);
        RC_ASSERT(once != twice);
        RC_ASSERT(is_sealed(once));
    }));
}

TEST_CASE(
    "what is sealed opens nowhere else: not in another table, column, row or case, not with another key") {
    const auto key = Key::random();
    const Cell here{"journal", "detail", 7, 9};
    const auto text = sealed(key, here, "words");
    for (const Cell& there : {Cell{"answers", "detail", 7, 9}, Cell{"journal", "body", 7, 9},
                              Cell{"journal", "detail", 8, 9}, Cell{"journal", "detail", 7, 8}})
        CHECK_FALSE(opened(key, there, text));
    CHECK_FALSE(opened(Key::random(), here, text));
    CHECK(opened(key, here, text) == "words");
}

TEST_CASE("any changed or cut sign of what is sealed is noticed") {
    const auto key = Key::random();
    const Cell here{"journal", "detail", 7, 9};
    const auto text = sealed(key, here, "a caller's words");
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto changed = text;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        CHECK_FALSE(opened(key, here, changed));
        CHECK_FALSE(opened(key, here, text.substr(0, at)));
    }
}

TEST_CASE("base64 goes there and back, and reads nothing but what it writes") {
    CHECK(rc::check([](const std::string& bytes) {
        std::string text;
        append_base64(text, bytes);
        RC_ASSERT(from_base64(text) == bytes);
    }));
    for (const auto* none : {"A", "AB==", "A+BC", "AB C", "AB"}) CHECK_FALSE(from_base64(none));
    CHECK(from_base64("AA") == std::string(1, '\0'));
}

TEST_CASE(
    "a new folder gets its keys, only its owner may read them, and they are there again at the next start") {
    const Folder folder;
    std::string before;
    {
        const KeyRing ring(folder.keys(), now, true);
        CHECK(ring.epoch() == "epoch-1");
        before = ring.fingerprint("epoch-1") + ring.fingerprint("office") + ring.fingerprint("record");
    }
    CHECK(mode_of(folder.keys()) == 0700);
    for (const auto& file : fs::directory_iterator(folder.keys())) CHECK(mode_of(file.path()) == 0600);
    const KeyRing ring(folder.keys(), now, false);
    CHECK(ring.fingerprint("epoch-1") + ring.fingerprint("office") + ring.fingerprint("record") == before);
}

TEST_CASE("a folder or file that others may read, a link, and a broken file are refused") {
    const Folder folder;
    { const KeyRing ring(folder.keys(), now, true); }
    const auto refused = [&] { CHECK_THROWS_AS(KeyRing(folder.keys(), now, true), BrokenKeys); };
    const auto office = folder.keys() / "office.key";
    ::chmod(office.c_str(), 0640), refused(), ::chmod(office.c_str(), 0600);
    ::chmod(folder.keys().c_str(), 0750), refused(), ::chmod(folder.keys().c_str(), 0700);
    CHECK_NOTHROW(KeyRing(folder.keys(), now, false));
    fs::rename(office, folder.path / "elsewhere");
    fs::create_symlink(folder.path / "elsewhere", office);
    refused();
    fs::remove(office);
    fs::copy_file(folder.keys() / "record.key", office);  // a key under another's name
    ::chmod(office.c_str(), 0600), refused();
    fs::remove(office);
    fs::copy_file(folder.path / "elsewhere", office);
    ::chmod(office.c_str(), 0600);
    CHECK_NOTHROW(KeyRing(folder.keys(), now, false));
    fs::create_directory_symlink(folder.keys(), folder.path / "link");
    CHECK_THROWS_AS(KeyRing(folder.path / "link", now, true), BrokenKeys);
}

TEST_CASE("a missing key is never replaced by a new one") {
    const Folder folder;
    CHECK_THROWS_AS(KeyRing(folder.keys(), now, false), BrokenKeys);
    { const KeyRing ring(folder.keys(), now, true); }
    fs::remove(folder.keys() / "office.key");
    CHECK_THROWS_AS(KeyRing(folder.keys(), now, true), BrokenKeys);
}

TEST_CASE("a data key opens under the key that wraps it, and under no other case") {
    const Folder folder;
    KeyRing ring(folder.keys(), now, true);
    const auto data = Key::random();
    const Cell cell{"case_keys", "wrapped", 3, 77};
    const auto old = ring.wrap(data, cell, ring.epoch());
    CHECK(ring.rotate(now) == "epoch-2");
    CHECK(ring.epoch() == "epoch-2");
    CHECK(ring.unwrap(old, cell) == data);
    CHECK_THROWS_AS((void)ring.unwrap(old, Cell{"case_keys", "wrapped", 3, 78}), BrokenKeys);
    CHECK_THROWS_AS((void)ring.unwrap({"epoch-2", old.key}, cell), BrokenKeys);
    CHECK_THROWS_AS((void)ring.unwrap({"epoch-9", old.key}, cell), BrokenKeys);
    CHECK_FALSE(ring.unwrap({"epoch-1", ""}, cell));
}

TEST_CASE(
    "a destroyed key is gone for good, is told from a lost one, and the key in use cannot be destroyed") {
    const Folder folder;
    KeyRing ring(folder.keys(), now, true);
    const auto quarter = ring.quarter_for(on("2031-11-23"), now);
    CHECK(quarter == "quarter-2031-4");
    const Cell cell{"case_keys", "wrapped", 3, 77};
    const auto wrapped = ring.wrap(Key::random(), cell, quarter);
    ring.destroy(quarter);
    ring.destroy(quarter);
    CHECK_FALSE(ring.unwrap(wrapped, cell));
    CHECK_FALSE(fs::exists(folder.keys() / "quarter-2031-4.key"));
    CHECK_FALSE(KeyRing(folder.keys(), now, false).unwrap(wrapped, cell));
    CHECK(ring.quarter_for(on("2031-11-23"), now) == "quarter-2032-1");
    for (const auto* name : {"epoch-1", "office", "record"}) CHECK_THROWS_AS(ring.destroy(name), BrokenKeys);
}

TEST_CASE("quarters follow the calendar of Japan") {
    CHECK(quarter_name(*parse_instant("2026-12-31T23:59:59+09:00")) == "quarter-2026-4");
    CHECK(quarter_name(*parse_instant("2026-12-31T15:00:00Z")) == "quarter-2027-1");
    CHECK(end_of_quarter("quarter-2026-4") == *parse_instant("2027-01-01T00:00:00+09:00"));
    for (const auto* none : {"quarter-2026-5", "quarter-2026-", "quarter-4", "epoch-1", "quarter-x-1"})
        CHECK_FALSE(end_of_quarter(none));
}

TEST_CASE("a key goes to paper and back, as people write it") {
    CHECK(rc::check([] {
        const NamedKey key{"epoch-12", now, Key::random()};
        auto paper = on_paper(key);
        const auto read = from_paper(paper);
        RC_ASSERT(read && read->key == key.key && read->name == key.name && read->made == key.made);
        for (auto at = paper.find('\n') + 1; at < paper.size(); ++at)
            if (paper[at] == '0')
                paper[at] = 'o';
            else if (paper[at] == '1' && paper[at - 1] != '\n')
                paper[at] = 'l';
            else if (paper[at] == '-')
                paper[at] = ' ';
        RC_ASSERT(from_paper("\n" + paper + "\n\n")->key == key.key);
    }));
}

TEST_CASE("every wrong sign and every swap of neighbours on paper is found, and its line is named") {
    constexpr std::string_view signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    int tried = 0, found = 0;
    for (int key = 0; key < 20; ++key) {
        const auto paper = on_paper({"quarter-2031-4", now, Key::random()});
        std::size_t line = 0;
        const auto is_found = [&](const std::string& typed) {
            ++tried;
            const auto read = from_paper(typed);
            found += !read && read.refusal().message.key == "keys.paper_line" &&
                     read.refusal().message.values[0].second == std::to_string(line);
        };
        for (auto at = paper.find('\n'); at + 1 < paper.size(); ++at) {
            if (paper[at] == '\n') ++line, at += 3;
            if (paper[at] == '-' || paper[at] == ' ') continue;
            for (const char sign : signs) {
                auto typed = paper;
                typed[at] = sign;
                if (typed != paper) is_found(typed);
            }
            if (signs.find(paper[at + 1]) != std::string_view::npos && paper[at] != paper[at + 1])
                is_found(swapped(paper, at));
        }
    }
    MESSAGE("typing errors on paper: " << tried << " tried, " << found << " found with their line");
    CHECK(tried > 30000);
    CHECK(found == tried);
}

TEST_CASE("a paper of another key's title, or with a line too few, is refused") {
    const NamedKey key{"epoch-1", now, Key::random()};
    auto paper = on_paper(key);
    CHECK(from_paper(paper.substr(0, paper.rfind("\n4"))).refusal().message.key == "keys.paper_size");
    auto other = paper;
    other.replace(other.find("epoch-1"), 7, "epoch-2");
    CHECK(from_paper(other).refusal().message.key == "keys.paper_whole");
    other.replace(0, 5, "SOFAN");
    CHECK(from_paper(other).refusal().message.key == "keys.paper_title");
}
