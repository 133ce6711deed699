#include "http/session.h"

#include "http/head.h"
#include "http/identify.h"

#include <array>

namespace sodan::http {

Session::Session(Network& network, Socket socket, bool welcome)
    : network_(network), wire_(std::move(socket), network.tls), welcome_(welcome) {
    network_.sessions.insert(this);
}

Session::~Session() { network_.sessions.erase(this); }

Task<void> Session::live(std::shared_ptr<Session> self) {
    try {
        co_await self->serve();
    } catch (...) { failure(self->network_.context, "", "en", std::current_exception()); }
    self->wire_.close();
}

Task<void> Session::serve() {
    wait_at_most(network_.context.limits.header);
    const bool is_open = co_await wire_.open();
    if (!is_open) co_return;
    for (bool goes_on = true; goes_on && !ending_;) {
        const auto arrived = co_await read();
        if (arrived == Read::closed) co_return;
        goes_on = co_await answer_one(arrived);
    }
}

Task<bool> Session::answer_one(Read arrived) {
    const auto began = Steady::now();
    const auto id = network_.run + std::to_string(++network_.request_ids);
    auto asked = request(id);
    const auto response = co_await answered(arrived, asked);
    if (response.stream) {
        note(asked, response.status, began);
        co_await stream(*response.stream, id);
        co_return false;
    }
    const bool keep = arrived == Read::request && parser_->keep_alive() && !ending_ && welcome_;
    const bool sent = co_await write(response, keep, asked);
    note(asked, response.status, began);
    if (sent && !keep) co_await linger();
    co_return sent&& keep;
}

Task<Response> Session::answered(Read arrived, Request& asked) {
    auto& context = network_.context;
    route_ = nullptr;
    const Problem busy{"busy", 503, {"http.too_many_connections"}};
    if (arrived == Read::fault || !welcome_)
        co_return answer(arrived == Read::fault ? fault() : busy, *context.texts(), "en");
    auto dispatched = dispatch(context, asked, shared_from_this());
    route_ = dispatched.route;
    if (dispatched.response) co_return std::move(*dispatched.response);
    deadline_ = Steady::time_point::max();  // the store answers everyone, and the disk may take its time
    if (!answer_) co_await woken();
    auto answer = std::move(*answer_);
    answer_.reset();
    co_return answer;
}

void Session::later(std::function<Response()> make) {
    network_.mailbox.put([self = shared_from_this(), make = std::move(make)] {
        self->answer_ = make();
        self->wake();
    });
}

Task<void> Session::woken() {
    return asio::async_initiate<const asio::use_awaitable_t<Executor>&, void()>(
        [this](auto&& resume) { resume_.emplace(std::move(resume)); }, awaiting);
}

void Session::wake() {
    if (!resume_) return;
    auto resume = std::move(*resume_);
    resume_.reset();
    std::move(resume)();
}

void Session::abandon() { auto dropped = std::move(resume_); }

void Session::tick(Steady::time_point now) {
    if (waiting_for_news_ && !is_still_known(network_.context, stream_->person, stream_->pass))
        ending_ = true;
    if (waiting_for_news_ && (ending_ || now >= heartbeat_)) return wake();
    if (now < deadline_) return;
    timed_out_ = true;
    wire_.cancel();
}

void Session::end_when_idle() {
    ending_ = true;
    if (waiting_for_news_) return wake();
    if (idle_) wire_.close();
}

void Session::wait_at_most(std::chrono::seconds limit) { deadline_ = Steady::now() + limit; }

Task<bool> Session::write(const Response& response, bool keep_alive, const Request& asked) {
    wait_at_most(network_.context.limits.write);
    write_head(head_, response, {asked.id, network_.date, keep_alive, network_.tls != nullptr});
    const auto body = asked.method == "HEAD" ? std::string_view{} : std::string_view(response.body);
    const std::array<asio::const_buffer, 2> whole{asio::buffer(head_), asio::buffer(body)};
    co_return co_await wire_.write(whole);
}

Task<bool> Session::write_text(std::string_view text) {
    wait_at_most(network_.context.limits.write);
    const std::array<asio::const_buffer, 1> whole{asio::buffer(text)};
    const bool sent = co_await wire_.write(whole);
    deadline_ = Steady::time_point::max();
    co_return sent;
}

void Session::note(const Request& asked, int status, Steady::time_point began) {
    const auto seconds = std::chrono::duration<double>(Steady::now() - began).count();
    auto& context = network_.context;
    context.metrics.answered(route_, asked.method, status, seconds);
    context.log.write(Level::info, "request",
                      {{"request", asked.id},
                       {"method", route_ ? asked.method : "none"},
                       {"route", route_ ? std::string_view(route_->pattern) : "none"},
                       {"status", std::int64_t{status}},
                       {"ms", seconds * 1000},
                       {"person", asked.bearer ? asked.person : "none"}});
}

}  // namespace sodan::http
