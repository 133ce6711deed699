#include "store/sealing.h"

#include "store/error.h"

#include <fmt/format.h>

namespace sodan::store {

using domain::CaseRef;

std::string Sealing::wrapper_for(const office::CaseRow& row) const {
    const auto until = row.closed && keep_until ? keep_until(row) : std::nullopt;
    return until ? keys->quarter_for(*until, row.changed_at) : keys->epoch();
}

seal::Cell detail_cell(std::int64_t seq, CaseRef ref) { return {"journal", "detail", seq, ref.bits()}; }
seal::Cell answer_cell(std::int64_t digest, CaseRef ref) { return {"answers", "body", digest, ref.bits()}; }
seal::Cell key_cell(std::int64_t case_id, CaseRef ref) {
    return {"case_keys", "wrapped", case_id, ref.bits()};
}

std::string opened_or_throw(const seal::Key& key, const seal::Cell& cell, const std::string& sealed) {
    if (auto out = seal::opened(key, cell, sealed)) return *std::move(out);
    throw StoreError(fmt::format("{}.{} of row {} does not open: it was changed, or moved from elsewhere",
                                 cell.table, cell.column, cell.row));
}

}  // namespace sodan::store
