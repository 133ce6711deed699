#include "office/anchoring.h"

#include "base/text.h"

#include <fmt/format.h>
#include <boost/json/array.hpp>

namespace sodan::office {

namespace json = boost::json;

namespace {

LetterRow letter_to(const std::string& to, const seal::Anchor& anchor, const AnchorMail& mail, Instant now) {
    const auto key = fmt::format("anchor-{}-{}", anchor.seq, to);
    const auto id = fmt::format("anchor-{}-{}", anchor.seq, hash_hex(key).substr(0, 12));
    return {.key = id,
            .to = to,
            .bytes = mail.compose(to, id, to_line(anchor), now),
            .made_at = now,
            .next_at = now};
}

}  // namespace

Outcome<Written> anchor(Reading& reading, const seal::SigningKey& key, Instant now, const AnchorMail& mail) {
    const auto head = reading.head();
    const auto last = reading.newest_anchors(1);
    Written out;
    if (head.seq == 0 || (!last.empty() && last.front().seq == head.seq)) return out;
    out.changes.anchors.push_back(seal::signed_anchor(key, head.seq, head.hash, now));
    const auto& made = out.changes.anchors.back();
    out.answer.body = to_line(made);
    for (const auto& to : mail.to) out.changes.letters.push_back(letter_to(to, made, mail, now));
    return out;
}

json::object view_record(Reading& reading, const seal::PublicKey& key) {
    constexpr int most = 50;
    const auto head = reading.head();
    json::array anchors;
    for (const auto& one : reading.newest_anchors(most)) anchors.emplace_back(to_line(one));
    return {
        {"seq", head.seq}, {"hash", head.hash}, {"record_key", key.hex()}, {"anchors", std::move(anchors)}};
}

}  // namespace sodan::office
