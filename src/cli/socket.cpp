#include "cli/socket.h"

#include <poll.h>

#include <cerrno>

namespace sodan::cli {

namespace asio = boost::asio;
using asio::ip::tcp;
using std::chrono::steady_clock;

const short Socket::waits_to_read = POLLIN;
const short Socket::waits_to_write = POLLOUT;

Socket::Socket(const std::string& host, const std::string& port, std::chrono::seconds patience)
    : deadline_(steady_clock::now() + patience) {
    error_code error = asio::error::host_not_found;
    for (const auto& place : tcp::resolver(context_).resolve(host, port))
        if (error = connect(place.endpoint()); !error) return;
    throw boost::system::system_error(error);
}

Socket::error_code Socket::connect(const tcp::endpoint& endpoint) {
    error_code error;
    if (socket_.is_open()) socket_.close(error);
    socket_.open(endpoint.protocol(), error);
    if (error) return error;
    socket_.non_blocking(true);
    socket_.connect(endpoint, error);
    if (error != asio::error::in_progress && error != asio::error::would_block) return error;
    if (error = ready(POLLOUT); error) return error;
    asio::detail::socket_option::integer<SOL_SOCKET, SO_ERROR> outcome;
    socket_.get_option(outcome);
    return {outcome.value(), boost::system::system_category()};
}

Socket::error_code Socket::ready(short what) {
    using std::chrono::milliseconds;
    for (;;) {
        const auto left = deadline_ ? ceil<milliseconds>(*deadline_ - steady_clock::now()) : milliseconds{-1};
        if (deadline_ && left.count() <= 0) return asio::error::timed_out;
        pollfd waiting{socket_.native_handle(), what, 0};
        const int count = poll(&waiting, 1, static_cast<int>(left.count()));
        if (count > 0) return {};
        if (count < 0 && errno != EINTR) return {errno, boost::system::system_category()};
    }
}

}  // namespace sodan::cli
