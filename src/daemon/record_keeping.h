#pragma once
// What the record needs of time: the end of the journal is signed at intervals, and once more at the end;
// with each quarter of the year an epoch begins, and then the keys of open cases are wrapped anew, a few at a
// time.

#include "base/clock.h"
#include "http/log.h"
#include "office/anchoring.h"
#include "office/store.h"
#include "seal/key_ring.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <string>

namespace sodan::daemon {

class RecordKeeping {
public:
    struct Parts {
        office::Store& store;
        seal::KeyRing& keys;
        const Clock& clock;
        http::Log& log;
        std::chrono::minutes anchor_every;
        office::AnchorMail anchor_mail;
        std::function<void(std::exception_ptr)> failed;  // a write failed for no one's fault
    };
    explicit RecordKeeping(Parts parts) : parts_(std::move(parts)) {}

    void tick();       // one thread; never waits
    void last_word();  // signs, and waits until it is kept

private:
    void sign(std::function<void()> done);
    void begin_epoch();
    void wrap_some();

    Parts parts_;
    Instant next_anchor_{};
    std::string wrapped_for_{};  // the epoch for which nothing is left to be wrapped
    std::atomic<bool> beginning_ = false, wrapping_ = false, nothing_left_ = false;
    std::string wrapping_for_{};
};

}  // namespace sodan::daemon
