#pragma once
// Watches who is there. Where somebody goes, by an absence that begins, a term that ends or a tie that is
// declared, the cases of their desk are looked at within the second: none waits where nobody can take it.
// Knows nothing of what becomes of a case then.

#include "daemon/alarm_clock.h"

#include <set>
#include <string>

namespace sodan::daemon {

class DeskWatch {
public:
    explicit DeskWatch(AlarmClock::Parts parts) : parts_(std::move(parts)) {}

    // Main thread. Does nothing while the round before is under way, or where nobody has gone.
    void tick();
    bool resting() const { return under_way_ == 0; }

private:
    struct Seen {
        std::shared_ptr<const domain::Office> office{};
        std::shared_ptr<const routing::Rules> rules{};
        std::set<domain::PersonId> there{};
    };
    // Desks to look at, and people whose cases are.
    struct Gone {
        std::set<std::string> desks{};
        std::set<domain::PersonId> people{};
        bool nobody() const { return desks.empty() && people.empty(); }
    };
    Seen present() const;
    Gone gone_since(const Seen& now) const;
    void look_at(office::Reading&, const Gone&);
    void relieve_all(office::Reading&, office::CaseQuery);
    void relieve(domain::CaseRef);

    AlarmClock::Parts parts_;
    Seen seen_{};
    std::atomic<int> under_way_ = 0;
};

}  // namespace sodan::daemon
