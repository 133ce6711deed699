#include "daemon/post_figures.h"

#include <algorithm>

namespace sodan::daemon {

void watch_post(http::Metrics& metrics, const Post& post, const Outgoing& outgoing, const Clock& clock) {
    const auto age = [&clock](std::optional<Instant> since) {
        const auto waits = since ? clock.now() - *since : std::chrono::milliseconds{0};
        return std::max(0.0, std::chrono::duration<double>(waits).count());
    };
    const auto count = [](std::int64_t number) { return static_cast<double>(number); };
    metrics.watch("sodan_messages_leave", "1 when mail or a webhook is set up",
                  [&outgoing] { return outgoing.leaves() ? 1.0 : 0.0; });
    metrics.watch("sodan_messages_queued", "Messages and letters that were not tried yet",
                  [&post, count] { return count(post.figures().queued); });
    metrics.watch("sodan_messages_deferred", "Letters that will be tried again",
                  [&post, count] { return count(post.figures().deferred); });
    metrics.watch("sodan_messages_failed", "Deliveries that failed and were not sent again",
                  [&post, count] { return count(post.figures().failed); });
    metrics.watch("sodan_messages_urgent_unreached",
                  "Urgent messages that reached nobody, since which nobody was told of the case",
                  [&post, count] { return count(post.figures().reached_nobody); });
    metrics.watch("sodan_letters_sent", "Letters taken since the start",
                  [&post, count] { return count(post.sent()); });
    metrics.watch("sodan_letters_refused", "Letters refused for good since the start",
                  [&post, count] { return count(post.failed()); });
    metrics.watch("sodan_messages_oldest_seconds", "How long the oldest message waits",
                  [&post, age] { return age(post.figures().oldest); });
    metrics.watch("sodan_messages_oldest_urgent_seconds", "How long the oldest urgent message waits",
                  [&post, age] { return age(post.figures().oldest_urgent); });
}

}  // namespace sodan::daemon
