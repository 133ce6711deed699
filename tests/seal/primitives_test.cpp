#include "seal/digest.h"
#include "seal/one_time_code.h"
#include "seal/password.h"
#include "seal/signature.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::seal;

namespace {

Instant at_second(std::int64_t s) { return Instant{std::chrono::seconds{s}}; }
const std::string rfc_secret = "12345678901234567890";

std::string from_hex(std::string_view hex) {
    std::string out(hex.size() / 2, '\0');
    sodium_hex2bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), hex.data(), hex.size(), nullptr,
                   nullptr, nullptr);
    return out;
}

}  // namespace

TEST_CASE("one-time codes are those of RFC 6238, of which apps show the last six digits") {
    const std::pair<std::int64_t, const char*> published[] = {
        {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
        {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
    for (const auto& [second, code] : published) CHECK(code_at(rfc_secret, at_second(second)) == code);
}

TEST_CASE("a code is taken one step early or late, never two, and never a second time") {
    const auto now = at_second(1234567890);
    const auto step = 1234567890 / 30;
    const auto code = code_at(rfc_secret, now);
    CHECK(step_of_code(rfc_secret, code, now, 0) == step);
    CHECK(step_of_code(rfc_secret, code, now + std::chrono::seconds(30), 0) == step);
    CHECK(step_of_code(rfc_secret, code, now - std::chrono::seconds(30), 0) == step);
    CHECK_FALSE(step_of_code(rfc_secret, code, now + std::chrono::seconds(60), 0));
    CHECK_FALSE(step_of_code(rfc_secret, code, now, step));
    for (const auto* none : {"", "12345", "1234567", "abcdef"})
        CHECK_FALSE(step_of_code(rfc_secret, none, now, 0));
}

TEST_CASE("base32 is that of RFC 4648 without padding") {
    const std::pair<const char*, const char*> published[] = {
        {"", ""},         {"f", "MY"},         {"fo", "MZXQ"},
        {"foo", "MZXW6"}, {"foob", "MZXW6YQ"}, {"foobar", "MZXW6YTBOI"}};
    for (const auto& [bytes, text] : published) CHECK(base32(bytes) == text);
}

TEST_CASE("the address of a set-up encodes what stands in names") {
    CHECK(setup_uri("foobar", "Sodan", "müller&co") ==
          "otpauth://totp/Sodan:m%C3%BCller%26co?secret=MZXW6YTBOI&issuer=Sodan&algorithm=SHA1&digits=6&"
          "period=30");
}

TEST_CASE("a password fits its own hash only, and hashes of one password differ") {
    const auto hash = password_hash("correct horse");
    CHECK(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
    CHECK(password_fits(hash, "correct horse"));
    CHECK_FALSE(password_fits(hash, "correct horsf"));
    CHECK(password_hash("correct horse") != hash);
    CHECK_FALSE(password_fits(hash_of_nobody(), ""));
    CHECK_FALSE(password_fits("not a hash", "x"));
    CHECK_FALSE(password_hash_is_old(hash));
    CHECK(
        password_hash_is_old("$argon2id$v=19$m=1024,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA"));
}

TEST_CASE("SHA-256 is that of FIPS 180") {
    CHECK(to_hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(digest_from_hex(to_hex(sha256("abc"))) == sha256("abc"));
    for (const auto* none : {"", "ba", "zz7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"})
        CHECK_FALSE(digest_from_hex(none));
}

TEST_CASE("fields that would read the same side by side have different digests") {
    CHECK(Hashing().field("ab").field("c").digest() != Hashing().field("a").field("bc").digest());
    CHECK(Hashing().field("").digest() != Hashing().digest());
    CHECK(Hashing().field(1).digest() != Hashing().field(2).digest());
    CHECK(Hashing(sha256("a")).field("x").digest() != Hashing(sha256("b")).field("x").digest());
}

TEST_CASE("Ed25519 signs as RFC 8032 says, and a changed message or signature is noticed") {
    const auto seed = from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    const SigningKey key(Key::from(bytes_of(seed)));
    CHECK(key.public_key().hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    const auto signature = key.sign("");
    CHECK(
        signature ==
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25"
        "bf5f0595bbe24655141438e7a100b");
    const auto known = PublicKey::from_hex(key.public_key().hex());
    REQUIRE(known);
    CHECK(known->verifies("", signature));
    CHECK_FALSE(known->verifies("x", signature));
    auto other = signature;
    other[0] = other[0] == 'e' ? 'f' : 'e';
    CHECK_FALSE(known->verifies("", other));
    CHECK_FALSE(known->verifies("", "e5"));
    CHECK_FALSE(PublicKey::from_hex("d75a"));
}
