#pragma once
// The passes in memory and those in the store, kept the same: read at the start, and what was used noted once
// a minute, so that an idle session stays one over a restart.

#include "http/log.h"
#include "office/pass_book.h"
#include "office/store.h"

#include <atomic>

namespace sodan::daemon {

class PassKeeping {
public:
    struct Parts {
        office::Store& store;
        office::PassBook& passes;
        const Clock& clock;
        std::function<void(std::exception_ptr)> failed;  // a write failed for no one's fault
    };
    explicit PassKeeping(Parts parts) : parts_(std::move(parts)) {}

    void read() const;  // waits for the store; throws what hindered it
    void tick();        // cheap but once a minute; one thread

private:
    Parts parts_;
    Instant next_{};
};

}  // namespace sodan::daemon
