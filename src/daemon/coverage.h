#pragma once
// Watches whether the staff still covers every need. Whenever a person comes, goes, is away or back or has
// other duty, whenever other rules come into force, and every hour, the staff part of the proofs is run again
// beside everything else, and the duty and the terms ahead are looked through; what is covered no longer is
// logged, put on record, and told to the coordinators. What was seen is kept, so that a stop hides no loss.

#include "base/claim.h"
#include "base/clock.h"
#include "daemon/rulebook.h"
#include "daemon/side_work.h"
#include "http/log.h"
#include "office/coverage.h"
#include "office/store.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace sodan::daemon {

class Coverage {
public:
    using Prove =
        std::function<std::vector<Claim>(const routing::Rules&, const domain::Office&, Instant now)>;
    using Warn = std::function<std::vector<Message>(const domain::Office&, Instant now)>;
    struct Parts {
        office::Store& store;
        const Rulebook& rules;
        const Clock& clock;
        http::Log& log;
        SideWork& side;
        Prove prove;
        Warn warn;  // of what is to come
    };
    explicit Coverage(Parts parts) : parts_(std::move(parts)) {}

    // Cheap unless something has changed since the last time. One thread.
    void tick();
    // {"at", "rules_version", "uncovered": [{"says": {"en", "ja"}, "given": {...}}]}; "at" is absent before
    // the first look has ended. Any thread.
    boost::json::object view() const;
    std::size_t uncovered() const;

private:
    // What the last look was about.
    struct Seen {
        std::shared_ptr<const domain::Office> office;
        std::shared_ptr<const routing::Rules> rules;
        std::vector<std::string> there;                    // the places of those who are
        std::chrono::sys_time<std::chrono::hours> hour{};  // what lies ahead changes as time goes by
        bool operator==(const Seen&) const = default;
    };
    using Gaps =
        std::map<std::string, boost::json::object>;  // by what they say, so that they can be compared

    Seen present() const;
    Gaps gaps(const Seen&) const;
    const std::optional<office::CoverageSeen>& known();
    void look(const Seen& before, const Seen& now);
    void log(const office::CoverageLoss&) const;
    void keep(office::CoverageLoss, office::CoverageSeen);

    Parts parts_;
    Seen seen_;  // the ticking thread's
    std::atomic<bool> looking_ = false;
    // Only the look under way uses these two.
    std::optional<office::CoverageSeen> kept_;
    bool has_read_ = false;
    std::atomic<bool> is_lost_ = false;  // what was seen last could not be kept: the next look tells it again
    mutable std::mutex mutex_;
    Gaps gaps_;
    std::string looked_at_, version_;
};

}  // namespace sodan::daemon
