#include "store/case_keys.h"

namespace sodan::store {

using domain::CaseRef;

CaseKeys::CaseKeys(Connection& db, Keys keys)
    : keys_(std::move(keys)),
      find_(db, "select wrapped_by, wrapped from case_keys where case_id = :id"),
      insert_(db, "insert into case_keys (case_id, wrapped_by, wrapped) values (:id, :by, :wrapped)"),
      update_(db, "update case_keys set wrapped_by = :by, wrapped = :wrapped where case_id = :id") {}

seal::Key CaseKeys::make(Int case_id, CaseRef ref, const std::string& wrapped_by) {
    auto out = seal::Key::random();
    const auto wrapped = keys_->wrap(out, key_cell(case_id, ref), wrapped_by);
    insert_.once(case_id, wrapped.by, wrapped.key);
    return out;
}

std::optional<seal::Key> CaseKeys::find(Int case_id, CaseRef ref) {
    if (!find_.once(case_id)) throw StoreError("a case has no row for its key");
    return keys_->unwrap({std::get<0>(find_.out), std::get<1>(find_.out)}, key_cell(case_id, ref));
}

void CaseKeys::wrap(Int case_id, CaseRef ref, const std::string& by) {
    if (by.empty()) {
        update_.once(std::string(), std::string(), case_id);
        return;
    }
    const auto key = find(case_id, ref);
    if (!key) return;
    const auto wrapped = keys_->wrap(*key, key_cell(case_id, ref), by);
    update_.once(wrapped.by, wrapped.key, case_id);
}

}  // namespace sodan::store
