#pragma once
// What the connections of a server have in common, all on the one network thread. For server.cpp and its
// parts only: it brings in Asio.

#include "http/context.h"
#include "http/tls.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_set>
#include <vector>

namespace sodan::http {

namespace asio = boost::asio;

// Spelled out where Asio's defaults would put an indirection before every operation.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
template <class T> using Task = asio::awaitable<T, Executor>;
inline constexpr asio::use_awaitable_t<Executor> awaiting{};
using Steady = std::chrono::steady_clock;

// Work handed to the network thread by others: one wake-up for all that gathers while it sleeps.
class Mailbox {
public:
    explicit Mailbox(asio::io_context& io) : io_(io) {}
    void put(std::function<void()>);  // any thread

private:
    void empty();

    asio::io_context& io_;
    std::mutex mutex_;
    std::vector<std::function<void()>> waiting_;
};

class Session;

struct Network {
    Network(asio::io_context& io, Context& of) : context(of), mailbox(io) {}

    Context& context;
    Mailbox mailbox;
    std::shared_ptr<Tls> tls{};  // for connections from now on; null: in clear
    std::unordered_set<Session*> sessions;
    std::size_t streams = 0;
    std::string date;  // of the answers' Date header, renewed each second
    std::uint64_t request_ids = 0;
    bool news = false;  // something was written since the streams last looked
    std::string run;    // begins every request's id, so that ids of two runs differ
};

}  // namespace sodan::http
