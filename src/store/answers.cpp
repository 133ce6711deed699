#include "store/answers.h"

#include "base/text.h"

namespace sodan::store {

using office::Answer, office::IdempotencyKey;

namespace {

Int digest(const IdempotencyKey& key) {
    constexpr std::size_t signs = 15;  // 60 bits: never negative
    return std::stoll(hash_hex(key.person + '\n' + key.key).substr(0, signs), nullptr, 16);
}

}  // namespace

Answers::Answers(Connection& db, KeyOf key_of)
    : key_of_(std::move(key_of)),
      find_(db,
            "select body_hash, status, body, ref, version from answers"
            " where digest = :digest and person = :person and key = :key"),
      insert_(db,
              "insert into answers (digest, person, key, body_hash, status, body, ref, version)"
              " values (:digest, :person, :key, :body_hash, :status, :body, :ref, :version)") {}

std::optional<Outcome<Answer>> Answers::given_to(const IdempotencyKey& key) {
    if (!find_.once(digest(key), key.person, key.key)) return {};
    const auto& [body_hash, status, body, ref, version] = find_.out;
    if (body_hash != key.body_hash) return Refusal{Refusal::Why::key_reused, {"store.key_reused"}};
    const auto about = domain::CaseRef::from_bits(ref);
    const auto sealed_with = key_of_(about);
    if (!sealed_with) return Refusal{Refusal::Why::wrong_state, {"case.gone"}};
    return Answer{.status = static_cast<int>(status),
                  .body = opened_or_throw(*sealed_with, answer_cell(digest(key), about), body),
                  .ref = about,
                  .version = version};
}

void Answers::keep(const IdempotencyKey& key, const Answer& answer) {
    const auto seal_with = key_of_(answer.ref);
    if (!seal_with) return;  // of a case whose content is no more: asked again, it is refused again
    const Int place = digest(key);
    insert_.once(place, key.person, key.key, key.body_hash, answer.status,
                 seal::sealed(*seal_with, answer_cell(place, answer.ref), answer.body), answer.ref.bits(),
                 answer.version);
}

}  // namespace sodan::store
