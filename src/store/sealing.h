#pragma once
// How content stands in columns: sealed with its case's data key or, where it belongs to no case, with the
// office key; always bound to its place. Knows no statement.

#include "office/rows.h"
#include "seal/key_ring.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace sodan::store {

using Keys = std::shared_ptr<seal::KeyRing>;

// Which keys there are, and how long a closed case is kept: the quarter in which that ends wraps its key.
// Nothing = for as long as it is open, or for now.
struct Sealing {
    Keys keys{};
    std::function<std::optional<Instant>(const office::CaseRow&)> keep_until{};

    std::string wrapper_for(const office::CaseRow&) const;
};

// The places of sealed values. An answer is found by its digest; a key belongs to its case.
seal::Cell detail_cell(std::int64_t seq, domain::CaseRef);
seal::Cell answer_cell(std::int64_t digest, domain::CaseRef);
seal::Cell key_cell(std::int64_t case_id, domain::CaseRef);

// Throws StoreError (store/error.h) when it does not open: it was changed, or moved from elsewhere.
std::string opened_or_throw(const seal::Key&, const seal::Cell&, const std::string& sealed);

}  // namespace sodan::store
