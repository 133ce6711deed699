#pragma once
// The sessions and tokens that are good now, in memory: to know who asks costs a request no read of the
// database. The rows are the truth; whoever keeps one hands it on to here. Any thread.

#include "office/account_rows.h"
#include "office/scopes.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sodan::office {

// Whoever shows a pass.
struct Bearer {
    std::string pass;  // its id
    PassKind kind = PassKind::session;
    std::string person;
    Scopes scopes{};
    Instant ends_at{};
};

struct PassUse {
    std::string pass;
    Instant at{};
};

class PassBook {
public:
    static constexpr std::chrono::minutes longest_idle{30};  // of a session; a token may rest

    void take(const PassRow&);  // new, or as it now is; invitations and devices are not for requests
    void take(const std::vector<PassRow>&);

    // Null when no good pass of that kind has this secret. Notes that it was used.
    std::shared_ptr<const Bearer> bearer(PassKind, std::string_view secret, Instant now);
    bool is_good(const std::string& pass, Instant now) const;
    // Of every pass that was used since the last call the last use; drops those that are no longer good.
    std::vector<PassUse> uses(Instant now);

private:
    struct Entry {
        std::shared_ptr<const Bearer> bearer;
        Instant used_at{};
        bool is_used = false;

        bool is_good(Instant now) const;
    };

    mutable std::mutex mutex_;
    std::unordered_map<std::string, Entry> by_digest_;
    std::unordered_map<std::string, std::string> digest_of_;  // by the pass's id
};

}  // namespace sodan::office
