#include "office/anchoring.h"

#include <boost/json/array.hpp>

namespace sodan::office {

namespace json = boost::json;

Outcome<Written> anchor(Reading& reading, const seal::SigningKey& key, Instant now) {
    const auto head = reading.head();
    const auto last = reading.newest_anchors(1);
    Written out;
    if (head.seq == 0 || (!last.empty() && last.front().seq == head.seq)) return out;
    out.changes.anchors.push_back(seal::signed_anchor(key, head.seq, head.hash, now));
    out.answer.body = to_line(out.changes.anchors.back());
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
