#include "http/head.h"
#include "http/identify.h"
#include "http/session.h"
#include "office/position.h"
#include "office/views.h"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <memory>

namespace sodan::http {

namespace {

constexpr int entries_a_page = 200;

Page changes(office::Reading& reading, const domain::Person& person, std::int64_t after) {
    Page out{.last = after};
    const auto secret = reading.viewing_secret();
    const auto entries = reading.entries_after(after, entries_a_page);
    for (const auto& entry : entries) {
        out.last = entry.seq;
        const auto change = office::view_change(reading, person, entry);
        if (!change) continue;
        out.text += "id: " + office::position_for(secret, person.id, entry.seq) +
                    "\nevent: change\ndata: " + boost::json::serialize(*change) + "\n\n";
    }
    out.full = entries.size() == entries_a_page;
    return out;
}

Page next_page(office::Reading& reading, const Stream& asked, std::optional<std::int64_t> after) {
    const auto office = reading.office();
    const auto* reader = office->person(asked.person);
    if (!reader) return {.over = true};
    const auto last = reading.last_seq();
    if (!after) after = office::position_from(reading.viewing_secret(), asked.person, asked.after);
    return changes(reading, *reader, std::min(after.value_or(last), last));
}

Page tried(office::Reading& reading, const Stream& asked, std::optional<std::int64_t> after) {
    try {
        return next_page(reading, asked, after);
    } catch (const std::exception&) {
        return {.over = true};  // the client comes again and continues where it was
    }
}

}  // namespace

Task<void> Session::stream(const Stream& asked, std::string_view id) {
    auto& network = network_;
    if (network.streams >= network.context.limits.event_streams) {
        const Problem full{"busy", 503, {"http.too_many_streams"}};
        auto request = this->request(id);
        co_await write(answer(full, *network.context.texts(), "en"), false, request);
        co_return;
    }
    ++network.streams;
    stream_ = &asked;
    const auto leave = [&network](void*) { --network.streams; };
    const std::unique_ptr<void, decltype(leave)> place(&network, leave);
    co_await write_changes(asked);
}

Task<void> Session::write_changes(const Stream& asked) {
    Response head{.type = "text/event-stream", .stream = asked};
    const auto id = network_.run + std::to_string(network_.request_ids);
    write_head(head_, head, {id, network_.date, false, network_.tls != nullptr});
    bool sent = co_await write_text(head_ + ": the changes that you may know of\n\n");
    std::optional<std::int64_t> after;
    while (sent && !ending_ && is_still_known(network_.context, asked.person, asked.pass)) {
        const auto next = co_await page(asked, after);
        if (next.over) co_return;
        after = next.last;
        if (!next.text.empty()) sent = co_await write_text(next.text);
        if (next.full || !sent || ending_) continue;
        co_await news();
        if (Steady::now() >= heartbeat_) sent = co_await write_text(": still here\n\n");
    }
}

Task<Page> Session::page(const Stream& asked, std::optional<std::int64_t> after) {
    network_.context.store.read([self = shared_from_this(), asked, after](office::Reading& reading) {
        self->network_.mailbox.put([self, page = tried(reading, asked, after)] {
            self->page_ = page;
            self->wake();
        });
    });
    if (!page_) co_await woken();
    auto out = std::move(*page_);
    page_.reset();
    co_return out;
}

Task<void> Session::news() {
    heartbeat_ = Steady::now() + network_.context.limits.heartbeat;
    waiting_for_news_ = true;
    co_await woken();
    waiting_for_news_ = false;
}

void Session::hear_news() {
    if (waiting_for_news_) wake();
}

}  // namespace sodan::http
