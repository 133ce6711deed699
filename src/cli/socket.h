#pragma once
// A connection whose every wait ends: a stream as Beast's blocking calls want one. (Asio's own blocking calls
// know no deadline, and its asynchronous ones took five times as long to compile here.)

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace sodan::cli {

class Socket {
public:
    using error_code = boost::system::error_code;

    // Throws boost::system::system_error.
    Socket(const std::string& host, const std::string& port, std::chrono::seconds patience);

    void wait_forever() { deadline_.reset(); }

    template <class Buffers> std::size_t read_some(const Buffers& buffers, error_code& error) {
        return patiently(
            waits_to_read, [&] { return socket_.read_some(buffers, error); }, error);
    }
    template <class Buffers> std::size_t write_some(const Buffers& buffers, error_code& error) {
        return patiently(
            waits_to_write, [&] { return socket_.write_some(buffers, error); }, error);
    }
    template <class Buffers> std::size_t read_some(const Buffers& buffers) {
        error_code error;
        return checked(read_some(buffers, error), error);
    }
    template <class Buffers> std::size_t write_some(const Buffers& buffers) {
        error_code error;
        return checked(write_some(buffers, error), error);
    }

private:
    static const short waits_to_read, waits_to_write;

    template <class Act> std::size_t patiently(short what, Act act, error_code& error) {
        for (;;) {
            const std::size_t count = act();
            if (error != boost::asio::error::would_block) return count;
            if (error = ready(what); error) return 0;
        }
    }
    static std::size_t checked(std::size_t count, const error_code& error) {
        if (error) throw boost::system::system_error(error);
        return count;
    }
    error_code ready(short what);  // waits until it is, or the deadline comes
    error_code connect(const boost::asio::ip::tcp::endpoint&);

    boost::asio::io_context context_{1};
    boost::asio::ip::tcp::socket socket_{context_};
    std::optional<std::chrono::steady_clock::time_point> deadline_;
};

}  // namespace sodan::cli
