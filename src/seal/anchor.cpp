#include "seal/anchor.h"

#include "seal/digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace sodan::seal {

namespace {

constexpr std::string_view mark = "sodan-anchor-1";

std::string signed_text(const Anchor& anchor) {
    return fmt::format("{} {} {} {}", mark, anchor.seq, anchor.hash, to_string(anchor.at));
}

bool is_hex(std::string_view text) {
    return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

Anchor signed_anchor(const SigningKey& key, std::int64_t seq, std::string hash, Instant at) {
    Anchor out{seq, std::move(hash), at, {}};
    out.signature = key.sign(signed_text(out));
    return out;
}

bool is_signed_by(const PublicKey& key, const Anchor& anchor) {
    return key.verifies(signed_text(anchor), anchor.signature);
}

std::string to_line(const Anchor& anchor) { return signed_text(anchor) + " " + anchor.signature; }

std::optional<Anchor> anchor_in(std::string_view line) {
    constexpr std::size_t signs = 2 * crypto_sign_BYTES;
    const auto at = line.find(mark);
    if (at == std::string_view::npos) return {};
    std::istringstream in{std::string(line.substr(at + mark.size()))};
    Anchor out;
    std::string time;
    if (!(in >> out.seq >> out.hash >> time >> out.signature)) return {};
    const auto instant = parse_instant(time);
    out.signature.resize(std::min(out.signature.size(), signs));  // a log line goes on after it
    if (!instant || !digest_from_hex(out.hash) || out.signature.size() != signs || !is_hex(out.signature))
        return {};
    out.at = *instant;
    return out;
}

}  // namespace sodan::seal
