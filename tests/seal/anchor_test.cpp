#include "seal/anchor.h"
#include "seal/signed_file.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace sodan;
using namespace sodan::seal;

namespace {

const SigningKey key(Key::random());
const std::string hash(64, 'a');

Anchor an_anchor() { return signed_anchor(key, 42, hash, *parse_instant("2026-10-05T10:00:00+09:00")); }

}  // namespace

TEST_CASE("an anchor is one line, and is found again among other text") {
    const auto anchor = an_anchor();
    for (const auto& line :
         {to_line(anchor), "> " + to_line(anchor), R"({"anchor":")" + to_line(anchor) + "\"}"}) {
        const auto read = anchor_in(line);
        REQUIRE(read);
        CHECK(*read == anchor);
        CHECK(is_signed_by(key.public_key(), *read));
    }
    CHECK(!anchor_in("sodan-anchor-1 42 abc 2026-10-05T10:00:00+09:00 ff"));
    CHECK(!anchor_in("nothing of the kind"));
}

TEST_CASE("an anchor with another place, hash or time was not signed") {
    auto place = an_anchor(), other_hash = an_anchor(), time = an_anchor();
    ++place.seq;
    other_hash.hash.front() = 'b';
    time.at += std::chrono::seconds(1);
    for (const auto& changed : {place, other_hash, time}) CHECK(!is_signed_by(key.public_key(), changed));
    CHECK(!is_signed_by(SigningKey(Key::random()).public_key(), an_anchor()));
}

TEST_CASE("one changed byte of a signed file is found") {
    const auto file =
        std::filesystem::temp_directory_path() / ("sodan-signed-" + key.public_key().hex().substr(0, 8));
    std::ofstream(file) << std::string(3'000'000, 'x');
    const auto signature = file_signature(key, file, Instant{});
    CHECK(check_file(key.public_key(), file, signature) == FileVerdict::fits);
    std::fstream(file, std::ios::in | std::ios::out).seekp(2'999'999).put('y');
    CHECK(check_file(key.public_key(), file, signature) == FileVerdict::changed);
    CHECK(check_file(SigningKey(Key::random()).public_key(), file, signature) == FileVerdict::forged);
    CHECK(check_file(key.public_key(), file, "no signature") == FileVerdict::forged);
    std::filesystem::remove(file);
}
