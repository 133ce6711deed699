#pragma once
// How long whoever tries to sign in must wait after what failed before. What others do never keeps an owner
// out for long: a device that signed in before answers for itself alone, and from another address only what
// failed there counts. Held in memory, so a restart forgets; docs/security.md has the reasons. Any thread.

#include "base/clock.h"

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace sodan::office {

struct Attempt {
    std::string account;   // as it was typed: an unknown one waits like any other
    std::string address;   // an IPv4 address, or the first 64 bits of one of IPv6
    std::string device{};  // the id of a device from which this account was signed in to before
};

class SignInDelays {
public:
    // How often something may fail at no cost; from then on each failure doubles the wait, from a second to
    // `longest`. After four times that long without a failure all is forgotten.
    struct Patience {
        int free;
        std::chrono::seconds longest;
    };
    static constexpr Patience of_pair{4, std::chrono::minutes{15}};  // an account, from one address
    static constexpr Patience of_address{40,
                                         std::chrono::minutes{15}};  // a whole office may stand behind one
    static constexpr Patience of_device{9, std::chrono::minutes{5}};
    // One-time codes, wrong ones, of whoever knows the password, from anywhere: see codes_rest.
    static constexpr Patience of_codes{9, std::chrono::hours{1}};
    static constexpr std::size_t most_remembered = 100'000;
    static constexpr int most_on_record = 200;

    // What must be waited for still, rounded up to seconds; nothing = it may be tried now, and counts as
    // failed until `succeeded` says otherwise: many at once come no further than one after the other.
    std::optional<std::chrono::seconds> begin(const Attempt&, Instant now);
    void succeeded(const Attempt&);
    // It did not come to a try, for want of room: as if it had not begun.
    void not_tried(const Attempt&);
    // It failed. How often in a row by now, where that is to go on record: the first time, and from then on
    // each time that it was waited for. Of all together no more than `most_on_record` an hour.
    std::optional<int> to_be_recorded(const Attempt&, Instant now);
    // Somebody who knows the password had a wrong one-time code.
    void code_failed(const Attempt&, Instant now);
    // Even a right one-time code is now taken for a wrong one, without a word that would tell the password
    // right. Never for a device that signed in before, and a recovery code is good at any time.
    bool codes_rest(const Attempt&, Instant now) const;

private:
    struct Past {
        int failures = 0;
        Instant last{}, before{};
    };
    struct Rule {
        std::string key;
        Patience patience;
    };
    static std::vector<Rule> rules_of(const Attempt&);
    static Rule codes_of(const Attempt&);
    std::chrono::milliseconds wait(const Rule&, Instant now) const;
    void count(const Rule&, Instant now);
    void make_room();

    mutable std::mutex mutex_;
    std::unordered_map<std::string, Past> past_;
    Instant hour_began_{};
    int recorded_ = 0;  // in that hour
};

}  // namespace sodan::office
