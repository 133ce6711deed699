#pragma once
// The hash chain of the journal: what of an entry is hashed, and in which order. docs/record.md says the same
// to the byte, and sodan-verify has it once more from there. Stored columns are hashed, so the chain needs no
// key and outlives every one.

#include "seal/digest.h"
#include "store/connection.h"

#include <string>
#include <tuple>

namespace sodan::store {

// seq, reference, version, happened_at, written_at, actor, event, body, detail, decision, state
using ChainedEntry = std::tuple<Int, Int, Int, Int, Int, std::string, std::string, std::string, std::string,
                                std::string, std::string>;
seal::Digest link(const seal::Digest& previous, const ChainedEntry&);

// The digest of a case's row, column by column: the last entry of a unit carries that of the row it led to.
template <class Columns> std::string state_digest(const Columns& row) {
    seal::Hashing hashing;
    std::apply([&](const auto&... column) { (hashing.field(column), ...); }, row);
    return seal::to_hex(hashing.digest());
}

// The hash of the newest entry; all zero when there is none.
seal::Digest newest_hash(Connection&);

}  // namespace sodan::store
