#include "store/journal_chain.h"

namespace sodan::store {

seal::Digest link(const seal::Digest& previous, const ChainedEntry& entry) {
    seal::Hashing hashing(previous);
    std::apply([&](const auto&... field) { (hashing.field(field), ...); }, entry);
    return hashing.digest();
}

seal::Digest newest_hash(Connection& db) {
    const auto hex = db.text("select hash from journal order by seq desc limit 1");
    if (hex.empty()) return {};
    const auto out = seal::digest_from_hex(hex);
    if (!out) throw StoreError("the newest entry of the journal has a hash that is none");
    return *out;
}

}  // namespace sodan::store
