#include "http/wire.h"

#include "http/tls_context.h"

#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>

namespace sodan::http {

namespace ssl = asio::ssl;

struct Wire::Secure {
    Secure(Socket& socket, std::shared_ptr<Tls> with) : tls(std::move(with)), stream(socket, tls->context) {}

    std::shared_ptr<Tls> tls;  // this one, also when another certificate has come since
    ssl::stream<Socket&> stream;
};

namespace {

// A household or an office has a whole /64: its other addresses are no other place.
std::string network_of(const Socket& socket) {
    boost::system::error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error) return "unknown";
    const auto address = endpoint.address();
    if (address.is_v4()) return address.to_string();
    if (address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    auto bytes = address.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    return asio::ip::make_address_v6(bytes).to_string();
}

}  // namespace

Wire::Wire(Socket socket, std::shared_ptr<Tls> tls)
    : socket_(std::move(socket)),
      address_(network_of(socket_)),
      secure_(tls ? std::make_unique<Secure>(socket_, std::move(tls)) : nullptr) {}

Wire::~Wire() = default;

Task<bool> Wire::open() {
    if (!secure_) co_return true;
    const auto [error] =
        co_await secure_->stream.async_handshake(ssl::stream_base::server, asio::as_tuple(awaiting));
    co_return !error;
}

Task<Wire::Read> Wire::read_some(asio::mutable_buffer into) {
    if (secure_) {
        const auto [error, n] = co_await secure_->stream.async_read_some(into, asio::as_tuple(awaiting));
        co_return Read{!error && n > 0, n};
    }
    const auto [error, n] = co_await socket_.async_read_some(into, asio::as_tuple(awaiting));
    co_return Read{!error && n > 0, n};
}

Task<bool> Wire::write(std::span<const asio::const_buffer> pieces) {
    if (secure_) {
        const auto [error, n] = co_await asio::async_write(secure_->stream, pieces, asio::as_tuple(awaiting));
        co_return !error;
    }
    const auto [error, n] = co_await asio::async_write(socket_, pieces, asio::as_tuple(awaiting));
    co_return !error;
}

Task<void> Wire::end_sending() {
    if (secure_) co_await secure_->stream.async_shutdown(asio::as_tuple(awaiting));
    boost::system::error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
}

void Wire::cancel() {
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

void Wire::close() {
    boost::system::error_code ignored;
    socket_.close(ignored);
}

}  // namespace sodan::http
