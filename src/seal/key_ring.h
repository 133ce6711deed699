#pragma once
// The keys of the office, held in memory and in their files. Epoch keys wrap the data keys of open cases, the
// newest one those of new cases. A quarter's key wraps the data keys of the closed cases whose retention ends
// in it. The office key seals secrets that belong to no case; the record key signs anchors. Any thread.

#include "seal/envelope.h"
#include "seal/key_files.h"
#include "seal/signature.h"

#include <map>
#include <set>
#include <shared_mutex>

namespace sodan::seal {

// A data key as it is stored: by which key it is wrapped, and the wrapped key.
struct Wrapped {
    std::string by{};
    std::string key{};
};

class KeyRing {
public:
    // Makes epoch-1, office and record when the folder holds no key at all and `may_be_new`; throws
    // BrokenKeys when one of them is missing otherwise.
    KeyRing(const std::filesystem::path& folder, Instant now, bool may_be_new);

    std::string epoch() const;  // the current one's name
    Wrapped wrap(const Key& data, const Cell&, const std::string& by) const;
    // Nothing when the wrapping key was destroyed, or the case's was taken away (`key` is empty). Throws
    // BrokenKeys when the key is not there, or does not fit.
    std::optional<Key> unwrap(const Wrapped&, const Cell&) const;

    std::string rotate(Instant now);                               // the new epoch's name
    std::string quarter_for(Instant retention_ends, Instant now);  // its key is made when there is none
    void destroy(const std::string& name);
    Key office() const { return named("office"); }
    SigningKey record() const { return SigningKey(named("record")); }

    std::vector<NamedKey> keys() const;  // by name; epochs by number
    bool is_destroyed(const std::string& name) const;
    std::string fingerprint(const std::string& name) const;  // 16 hex signs that tell keys apart; "" = none

private:
    Key named(const std::string& name) const;
    void make(const std::string& name, Instant now);

    mutable std::shared_mutex mutex_;
    KeyFiles files_;
    std::map<std::string, NamedKey> keys_;
    std::set<std::string> destroyed_;
    int epoch_ = 0;
};

// "quarter-2031-4", by the calendar of Japan; and the instant after which nothing of it need be kept.
std::string quarter_name(Instant);
std::optional<Instant> end_of_quarter(std::string_view name);
std::optional<int> number_of_epoch(std::string_view name);
std::string fingerprint_of(const NamedKey&);

}  // namespace sodan::seal
