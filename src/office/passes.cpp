#include "office/passes.h"

#include "seal/base64.h"
#include "seal/digest.h"
#include "seal/secret.h"

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;

namespace {

std::string random_text(std::size_t bytes) {
    const auto key = seal::Key::random();
    std::string out;
    seal::append_base64(out, seal::text_of(key.bytes().first(bytes)));
    return out;
}

}  // namespace

std::string digest_of_secret(std::string_view secret) { return seal::to_hex(seal::sha256(secret)); }

NewPass new_pass(const PassWish& wish, Instant now) {
    constexpr std::size_t id_bytes = 9;
    const auto secret = (wish.kind == PassKind::token ? "sodan_" : "") + random_text(seal::Key::size);
    return {{.id = random_text(id_bytes),
             .kind = wish.kind,
             .digest = digest_of_secret(secret),
             .person = wish.person,
             .name = wish.name,
             .scopes = wish.scopes.row(),
             .made_at = now,
             .used_at = now,
             .ends_at = wish.ends_at},
            secret};
}

std::vector<PassRow> good_passes(Reading& reading, const std::string& person, Instant now) {
    auto out = reading.accounts().passes_of(person);
    std::erase_if(out, [now](const PassRow& row) { return row.ends_at <= now; });
    return out;
}

PassRow ended(PassRow row, Instant now) {
    row.ends_at = std::min(row.ends_at, now);
    return row;
}

json::object shown(const PassRow& row, const Bearer& by) {
    json::array scopes;
    for (const auto& one : Scopes::from_row(row.scopes).codes()) scopes.emplace_back(one);
    return {{"id", row.id},
            {"name", row.name},
            {"scopes", std::move(scopes)},
            {"made_at", to_string(row.made_at)},
            {"used_at", to_string(row.used_at)},
            {"ends_at", to_string(row.ends_at)},
            {"current", row.id == by.pass}};
}

Written keep_uses(Reading& reading, const std::vector<PassUse>& uses, Instant now) {
    Written out;
    for (const auto& use : uses) {
        auto row = reading.accounts().pass(use.pass);
        if (!row || row->ends_at <= now || row->used_at >= use.at) continue;
        row->used_at = use.at;
        out.changes.passes.push_back(*std::move(row));
    }
    return out;
}

}  // namespace sodan::office
