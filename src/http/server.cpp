#include "http/server.h"

#include "base/text.h"
#include "http/head.h"
#include "http/session.h"

#include <fmt/format.h>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>

#include <stdexcept>

namespace sodan::http {

using asio::ip::tcp;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Timer = asio::basic_waitable_timer<Steady, asio::wait_traits<Steady>, Executor>;

namespace {

constexpr auto beat = std::chrono::milliseconds{100};  // one timer for every deadline of every connection
constexpr int beats_a_second = 10;
constexpr std::size_t turned_away = 64;  // connections over the limit that still get an answer

tcp::endpoint endpoint_of(const Endpoint& endpoint, bool by_tls) {
    if (!by_tls && !is_loopback(endpoint.address))
        throw std::invalid_argument("not a loopback address, and no certificate");
    return {asio::ip::make_address(endpoint.address), endpoint.port};
}

}  // namespace

bool is_loopback(const std::string& address) {
    boost::system::error_code error;
    const auto parsed = asio::ip::make_address(address, error);
    return !error && parsed.is_loopback();
}

void Mailbox::put(std::function<void()> work) {
    bool first = false;
    {
        const std::lock_guard lock(mutex_);
        first = waiting_.empty();
        waiting_.push_back(std::move(work));
    }
    if (first) asio::post(io_, [this] { empty(); });
}

void Mailbox::empty() {
    std::vector<std::function<void()>> taken;
    {
        const std::lock_guard lock(mutex_);
        taken.swap(waiting_);
    }
    for (const auto& work : taken) work();
}

struct Server::Parts {
    Parts(Context& context, std::shared_ptr<Tls> tls)
        : io(std::make_unique<asio::io_context>(1)),
          network(*io, context),
          acceptor(*io, endpoint_of(context.endpoint, tls != nullptr), true),
          timer(*io) {
        network.tls = std::move(tls);
    }

    Task<void> accept();
    Task<void> keep_time();
    void welcome(Socket);
    template <class Do> void for_each_session(Do);
    void on_beat(int count);
    void drain();
    void end_when_drained();

    std::unique_ptr<asio::io_context> io;
    Network network;
    Acceptor acceptor;
    Timer timer;
    Steady::time_point drained_by = Steady::time_point::max();
};

Task<void> Server::Parts::accept() {
    while (acceptor.is_open()) {
        auto [error, socket] = co_await acceptor.async_accept(asio::as_tuple(awaiting));
        if (!error) {
            welcome(std::move(socket));
        } else if (acceptor.is_open()) {  // most likely no file descriptor is left
            network.context.log.write(Level::warning, "a connection could not be accepted",
                                      {{"error", error.value()}});
            Timer pause(*io, beat);
            co_await pause.async_wait(asio::as_tuple(awaiting));
        }
    }
}

void Server::Parts::welcome(Socket socket) {
    const auto limit = network.context.limits.connections;
    if (network.sessions.size() >= limit + turned_away) return;
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    const bool welcome = network.sessions.size() < limit;
    asio::co_spawn(*io, Session::live(std::make_shared<Session>(network, std::move(socket), welcome)),
                   asio::detached);
}

Task<void> Server::Parts::keep_time() {
    for (int count = 0;; ++count) {
        on_beat(count);
        timer.expires_after(beat);
        co_await timer.async_wait(asio::as_tuple(awaiting));
    }
}

// Each of the connections that are there now; what is done to one may end it, or another.
template <class Do> void Server::Parts::for_each_session(Do act) {
    const auto sessions = network.sessions;
    for (auto* session : sessions)
        if (network.sessions.contains(session)) act(*session);
}

void Server::Parts::on_beat(int count) {
    const auto now = Steady::now();
    if (std::exchange(network.news, false)) for_each_session([](Session& session) { session.hear_news(); });
    if (count % beats_a_second == 0) {
        network.date = http_date();
        for_each_session([now](Session& session) { session.tick(now); });
    }
    end_when_drained();
}

void Server::Parts::drain() {
    if (std::exchange(network.context.draining, true)) return;
    drained_by = Steady::now() + network.context.limits.drain;
    boost::system::error_code ignored;
    acceptor.close(ignored);
    for_each_session([](Session& session) { session.end_when_idle(); });
    end_when_drained();
}

void Server::Parts::end_when_drained() {
    const bool is_over = network.sessions.empty() || Steady::now() > drained_by;
    if (network.context.draining && is_over) io->stop();
}

Server::Server(Context& context, std::shared_ptr<Tls> tls)
    : parts_(std::make_unique<Parts>(context, std::move(tls))) {
    must_have_policies(routes());
    auto& network = parts_->network;
    network.run = fmt::format("{:05x}-", random_bits() & 0xfffff);
    network.date = http_date();
    context.changed = [&network] { network.news = true; };
    context.metrics.watch("sodan_connections", "Open connections",
                          [&network] { return network.sessions.size(); });
    context.metrics.watch("sodan_event_streams", "Readers of live events",
                          [&network] { return network.streams; });
    context.metrics.watch("sodan_writes_under_way", "Writes that wait for the store",
                          [&context] { return static_cast<double>(context.writes_under_way); });
    context.metrics.watch("sodan_reads_under_way", "Reads that wait for the store",
                          [&context] { return static_cast<double>(context.reads_under_way); });
}

Server::~Server() {
    parts_->for_each_session([](Session& session) { session.abandon(); });
    parts_->acceptor.close();
    parts_->io.reset();
}

std::string Server::address() const {
    const auto endpoint = parts_->acceptor.local_endpoint();
    const auto host = endpoint.address().to_string();
    const auto* const scheme = parts_->network.tls ? "https" : "http";
    return fmt::format("{}://{}:{}", scheme, endpoint.address().is_v6() ? "[" + host + "]" : host,
                       endpoint.port());
}

void Server::use(std::shared_ptr<Tls> tls) {
    post([this, tls = std::move(tls)] { parts_->network.tls = tls; });
}

void Server::run() {
    asio::co_spawn(*parts_->io, parts_->accept(), asio::detached);
    asio::co_spawn(*parts_->io, parts_->keep_time(), asio::detached);
    parts_->io->run();
}

void Server::drain() {
    asio::post(*parts_->io, [this] { parts_->drain(); });
}

void Server::changed() {
    asio::post(*parts_->io, [this] { parts_->network.news = true; });
}

void Server::post(std::function<void()> work) { parts_->network.mailbox.put(std::move(work)); }

}  // namespace sodan::http
