#include "daemon/pass_keeping.h"

#include "office/passes.h"

#include <future>

namespace sodan::daemon {

namespace {

constexpr auto pause = std::chrono::minutes{1};

}  // namespace

void PassKeeping::read() const {
    std::promise<std::vector<office::PassRow>> found;
    parts_.store.read([&](office::Reading& reading) {
        try {
            found.set_value(reading.accounts().passes_good_at(parts_.clock.now()));
        } catch (...) { found.set_exception(std::current_exception()); }
    });
    parts_.passes.take(found.get_future().get());
}

void PassKeeping::tick() {
    const auto now = parts_.clock.now();
    if (now < next_ && next_ <= now + pause) return;  // a clock that was put back waits no longer than usual
    next_ = now + pause;
    auto uses = parts_.passes.uses(now);
    if (uses.empty()) return;
    parts_.store.submit({{},
                         [uses = std::move(uses), now](office::Reading& reading) {
                             return Outcome<office::Written>(office::keep_uses(reading, uses, now));
                         },
                         [this](const Outcome<office::Answer>&, const std::exception_ptr& failed) {
                             if (failed) parts_.failed(failed);
                         }});
}

}  // namespace sodan::daemon
