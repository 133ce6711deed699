#pragma once
// An anchor: the record key's word that the journal ended so at that time. It is one line of text, so that it
// can leave the machine by any way, and be checked by anybody who has the public key.

#include "base/clock.h"
#include "seal/signature.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sodan::seal {

struct Anchor {
    std::int64_t seq = 0;     // the newest entry's place in the journal
    std::string hash{};       // its hash, 64 hex signs
    Instant at{};             // when it was signed
    std::string signature{};  // 128 hex signs
    bool operator==(const Anchor&) const = default;
};

Anchor signed_anchor(const SigningKey&, std::int64_t seq, std::string hash, Instant at);
bool is_signed_by(const PublicKey&, const Anchor&);

// "sodan-anchor-1 SEQ HASH TIME SIGNATURE"; all but the signature is what was signed.
std::string to_line(const Anchor&);
std::optional<Anchor> anchor_in(std::string_view line);  // the line may have other text around it

}  // namespace sodan::seal
