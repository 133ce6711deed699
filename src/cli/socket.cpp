#include "cli/socket.h"

#include <poll.h>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <cerrno>
#include <optional>

namespace sodan::cli {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using std::chrono::steady_clock;

namespace {

using error_code = Socket::error_code;

// Bytes in clear; what TLS reads and writes below itself.
class Plain {
public:
    using lowest_layer_type = tcp::socket;

    explicit Plain(std::chrono::seconds patience) : deadline_(steady_clock::now() + patience) {}

    void connect(const std::string& host, const std::string& port);
    void wait_forever() { deadline_.reset(); }
    lowest_layer_type& lowest_layer() { return socket_; }

    template <class Buffers> std::size_t read_some(const Buffers& buffers, error_code& error) {
        return patiently(
            POLLIN, [&] { return socket_.read_some(buffers, error); }, error);
    }
    template <class Buffers> std::size_t write_some(const Buffers& buffers, error_code& error) {
        return patiently(
            POLLOUT, [&] { return socket_.write_some(buffers, error); }, error);
    }

private:
    template <class Act> std::size_t patiently(short what, Act act, error_code& error) {
        for (;;) {
            const std::size_t count = act();
            if (error != asio::error::would_block) return count;
            if (error = ready(what); error) return 0;
        }
    }
    error_code ready(short what);  // waits until it is, or the deadline comes
    error_code connect(const tcp::endpoint&);

    asio::io_context context_{1};
    tcp::socket socket_{context_};
    std::optional<steady_clock::time_point> deadline_;
};

void Plain::connect(const std::string& host, const std::string& port) {
    error_code error = asio::error::host_not_found;
    for (const auto& place : tcp::resolver(context_).resolve(host, port))
        if (error = connect(place.endpoint()); !error) return;
    throw boost::system::system_error(error);
}

error_code Plain::connect(const tcp::endpoint& endpoint) {
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

error_code Plain::ready(short what) {
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

}  // namespace

struct Socket::Wire {
    explicit Wire(std::chrono::seconds patience) : plain(patience) {}

    void secure(const Place& place) {
        if (place.authorities.empty())
            context.set_default_verify_paths();
        else
            context.load_verify_file(place.authorities);
        auto& made = stream.emplace(plain, context);
        made.set_verify_mode(ssl::verify_peer);
        made.set_verify_callback(ssl::host_name_verification(place.host));
        SSL_set_tlsext_host_name(made.native_handle(), place.host.c_str());
        made.handshake(ssl::stream_base::client);
    }

    Plain plain;
    ssl::context context{ssl::context::tls_client};
    std::optional<ssl::stream<Plain&>> stream{};
};

Socket::Socket(const Place& place, std::chrono::seconds patience) : wire_(std::make_unique<Wire>(patience)) {
    wire_->plain.connect(place.host, place.port);
    if (place.by_tls) wire_->secure(place);
}

Socket::~Socket() = default;

void Socket::wait_forever() { wire_->plain.wait_forever(); }

std::size_t Socket::read(asio::mutable_buffer into, error_code& error) {
    if (!wire_->stream) return wire_->plain.read_some(into, error);
    return wire_->stream->read_some(into, error);
}

std::size_t Socket::write(asio::const_buffer from, error_code& error) {
    if (!wire_->stream) return wire_->plain.write_some(from, error);
    return wire_->stream->write_some(from, error);
}

}  // namespace sodan::cli
