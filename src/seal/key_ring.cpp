#include "seal/key_ring.h"

#include "seal/digest.h"

#include <fmt/format.h>

#include <charconv>
#include <mutex>

namespace sodan::seal {

namespace {

using namespace std::chrono;

constexpr auto japan = hours(9);

std::string epoch_name(int number) { return fmt::format("epoch-{}", number); }

template <class Number> bool read_number(std::string_view text, Number& into) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), into);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

}  // namespace

KeyRing::KeyRing(const std::filesystem::path& folder, Instant now, bool may_be_new) : files_(folder) {
    start();
    for (auto& one : files_.keys()) keys_.emplace(one.name, one);
    for (auto& name : files_.destroyed()) destroyed_.insert(std::move(name));
    if (keys_.empty() && destroyed_.empty() && may_be_new)
        for (const auto* name : {"epoch-1", "office", "record"}) make(name, now);
    for (const auto& [name, one] : keys_)
        if (const auto number = number_of_epoch(name)) epoch_ = std::max(epoch_, *number);
    for (const auto& name : {epoch_name(std::max(epoch_, 1)), std::string("office"), std::string("record")})
        if (!keys_.contains(name))
            throw BrokenKeys(
                fmt::format("the key {} is missing in {}. Put the file back, or recover it from its printed "
                            "copy: sodan key "
                            "recover. No new key is made, because what is sealed with this one could never "
                            "be read again.",
                            name, folder.string()));
}

void KeyRing::make(const std::string& name, Instant now) {
    NamedKey one{name, now, Key::random()};
    files_.keep(one);
    keys_.emplace(name, std::move(one));
}

Key KeyRing::named(const std::string& name) const {
    const std::shared_lock lock(mutex_);
    const auto found = keys_.find(name);
    if (found == keys_.end()) throw BrokenKeys(fmt::format("the key {} is missing", name));
    return found->second.key;
}

std::string KeyRing::epoch() const {
    const std::shared_lock lock(mutex_);
    return epoch_name(epoch_);
}

Wrapped KeyRing::wrap(const Key& data, const Cell& cell, const std::string& by) const {
    return {by, sealed(named(by), cell, data.bytes())};
}

std::optional<Key> KeyRing::unwrap(const Wrapped& wrapped, const Cell& cell) const {
    if (wrapped.key.empty() || is_destroyed(wrapped.by)) return {};
    auto key = opened_key(named(wrapped.by), cell, wrapped.key);
    if (!key) throw BrokenKeys(fmt::format("a case's key does not fit its place or the key {}", wrapped.by));
    return key;
}

std::string KeyRing::rotate(Instant now) {
    const std::unique_lock lock(mutex_);
    make(epoch_name(epoch_ + 1), now);
    return epoch_name(++epoch_);
}

std::string KeyRing::quarter_for(Instant retention_ends, Instant now) {
    auto name = quarter_name(retention_ends);
    const std::unique_lock lock(mutex_);
    // A closed quarter takes no new cases: theirs is the next that is still there.
    while (destroyed_.contains(name)) name = quarter_name(*end_of_quarter(name));
    if (!keys_.contains(name)) make(name, now);
    return name;
}

void KeyRing::destroy(const std::string& name) {
    const std::unique_lock lock(mutex_);
    const bool a_quarter = end_of_quarter(name).has_value();
    const bool an_old_epoch = number_of_epoch(name) && name != epoch_name(epoch_);
    if (!a_quarter && !an_old_epoch)
        throw BrokenKeys(fmt::format("the key {} is in use and cannot be destroyed", name));
    files_.destroy(name);
    keys_.erase(name);
    destroyed_.insert(name);
}

std::vector<NamedKey> KeyRing::keys() const {
    const std::shared_lock lock(mutex_);
    std::vector<NamedKey> out;
    for (const auto& [name, one] : keys_) out.push_back(one);
    return out;
}

bool KeyRing::is_destroyed(const std::string& name) const {
    const std::shared_lock lock(mutex_);
    return destroyed_.contains(name);
}

std::string KeyRing::fingerprint(const std::string& name) const {
    const std::shared_lock lock(mutex_);
    const auto found = keys_.find(name);
    return found == keys_.end() ? "" : fingerprint_of(found->second);
}

std::string fingerprint_of(const NamedKey& one) {
    constexpr std::size_t signs = 16;
    return to_hex(Hashing().field("sodan fingerprint").field(text_of(one.key.bytes())).digest())
        .substr(0, signs);
}

std::string quarter_name(Instant at) {
    const year_month_day day(floor<days>(at + japan));
    return fmt::format("quarter-{}-{}", static_cast<int>(day.year()),
                       (static_cast<unsigned>(day.month()) + 2) / 3);
}

std::optional<Instant> end_of_quarter(std::string_view name) {
    constexpr std::string_view head = "quarter-";
    const auto dash = name.rfind('-');
    if (!name.starts_with(head) || dash < head.size() || dash == std::string_view::npos) return {};
    int in_year = 0;
    unsigned quarter = 0;
    if (!read_number(name.substr(head.size(), dash - head.size()), in_year)) return {};
    if (!read_number(name.substr(dash + 1), quarter) || quarter < 1 || quarter > 4) return {};
    const auto last = year(in_year) / month(quarter * 3) / 1;
    return Instant{sys_days(last + months(1)) - japan};
}

std::optional<int> number_of_epoch(std::string_view name) {
    constexpr std::string_view head = "epoch-";
    int out = 0;
    if (!name.starts_with(head) || !read_number(name.substr(head.size()), out) || out < 1) return {};
    return out;
}

}  // namespace sodan::seal
