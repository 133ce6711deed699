#include "office/pass_book.h"

#include "office/passes.h"

#include <algorithm>
#include <utility>

namespace sodan::office {

bool PassBook::Entry::is_good(Instant now) const {
    if (now >= bearer->ends_at) return false;
    return bearer->kind == PassKind::token || now < used_at + longest_idle;
}

void PassBook::take(const PassRow& row) {
    if (row.kind != PassKind::session && row.kind != PassKind::token) return;
    const auto bearer = std::make_shared<const Bearer>(
        Bearer{row.id, row.kind, row.person, Scopes::from_row(row.scopes), row.ends_at});
    const std::lock_guard lock(mutex_);
    auto& entry = by_digest_[row.digest];
    entry.bearer = bearer;
    entry.used_at = std::max(entry.used_at, row.used_at);
    digest_of_[row.id] = row.digest;
}

void PassBook::take(const std::vector<PassRow>& rows) {
    for (const auto& row : rows) take(row);
}

std::shared_ptr<const Bearer> PassBook::bearer(PassKind kind, std::string_view secret, Instant now) {
    const auto digest = digest_of_secret(secret);
    const std::lock_guard lock(mutex_);
    const auto found = by_digest_.find(digest);
    if (found == by_digest_.end()) return nullptr;
    auto& entry = found->second;
    if (entry.bearer->kind != kind || !entry.is_good(now)) return nullptr;
    entry.used_at = now;
    entry.is_used = true;
    return entry.bearer;
}

bool PassBook::is_good(const std::string& pass, Instant now) const {
    const std::lock_guard lock(mutex_);
    const auto digest = digest_of_.find(pass);
    return digest != digest_of_.end() && by_digest_.at(digest->second).is_good(now);
}

std::vector<PassUse> PassBook::uses(Instant now) {
    std::vector<PassUse> out;
    const std::lock_guard lock(mutex_);
    for (auto& [digest, entry] : by_digest_)
        if (std::exchange(entry.is_used, false)) out.push_back({entry.bearer->pass, entry.used_at});
    std::erase_if(by_digest_, [now](const auto& item) { return !item.second.is_good(now); });
    std::erase_if(digest_of_, [this](const auto& item) { return !by_digest_.contains(item.second); });
    return out;
}

}  // namespace sodan::office
