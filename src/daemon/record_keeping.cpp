#include "daemon/record_keeping.h"

#include "office/key_keeping.h"

#include <future>
#include <memory>

namespace sodan::daemon {

using http::Level;

namespace {

constexpr int at_once = 500;  // keys wrapped in one unit: some 10 ms of the writer's time

}  // namespace

void RecordKeeping::tick() {
    if (parts_.clock.now() >= next_anchor_) {
        next_anchor_ = parts_.clock.now() + parts_.anchor_every;
        sign([] {});
    }
    if (office::is_epoch_over(parts_.keys, parts_.clock.now())) begin_epoch();
    if (nothing_left_.exchange(false)) wrapped_for_ = wrapping_for_;
    if (wrapped_for_ != parts_.keys.epoch()) wrap_some();
}

void RecordKeeping::last_word() {
    std::promise<void> done;
    sign([&] { done.set_value(); });
    done.get_future().wait();
}

void RecordKeeping::sign(std::function<void()> done) {
    const auto decide = [this](office::Reading& reading) {
        return office::anchor(reading, parts_.keys.record(), parts_.clock.now(), parts_.anchor_mail);
    };
    parts_.store.submit(
        {{}, decide, [this, done = std::move(done)](const auto& answer, const auto& failed) {
             if (failed) parts_.failed(failed);
             if (answer && !answer->body.empty())
                 parts_.log.write(Level::info, "anchor", {{"anchor", std::string_view(answer->body)}});
             done();
         }});
}

void RecordKeeping::begin_epoch() {
    if (beginning_.exchange(true)) return;
    const auto decide = [this](office::Reading&) -> Outcome<office::Written> {
        const auto now = parts_.clock.now();
        if (!office::is_epoch_over(parts_.keys, now)) return office::Written{};
        auto written = office::begin_epoch(parts_.keys, now);
        // Told as soon as there is such a key, whether the disk takes the entry or not: cases are wrapped by
        // it.
        parts_.log.write(Level::warning, "a quarter began, and with it a new epoch: print its key",
                         {{"epoch", std::string_view(written.answer.body)}});
        return written;
    };
    parts_.store.submit({{}, decide, [this](const auto& answer, const auto& failed) {
                             if (failed) parts_.failed(failed);
                             if (!failed && !answer)
                                 parts_.log.write(Level::error, "a new epoch could not be put on record");
                             beginning_ = false;
                         }});
}

void RecordKeeping::wrap_some() {
    if (wrapping_.exchange(true)) return;
    wrapping_for_ = parts_.keys.epoch();
    const auto decide = [this](office::Reading& reading) -> Outcome<office::Written> {
        auto written = office::wrap_anew(reading, parts_.keys, at_once);
        written.answer.version = static_cast<std::int64_t>(written.changes.keys.size());
        return written;
    };
    parts_.store.submit({{}, decide, [this](const auto& answer, const auto& failed) {
                             if (failed) parts_.failed(failed);
                             nothing_left_ = answer && answer->version == 0;
                             wrapping_ = false;
                         }});
}

}  // namespace sodan::daemon
