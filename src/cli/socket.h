#pragma once
// A connection whose every wait ends, in clear or by TLS: a stream as Beast's blocking calls want one.
// (Asio's own blocking calls know no deadline, and its asynchronous ones took five times as long to compile
// here.)

#include <boost/asio/buffer.hpp>
#include <boost/system/system_error.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace sodan::cli {

class Socket {
public:
    using error_code = boost::system::error_code;

    struct Place {
        std::string host, port;
        bool by_tls = false;
        std::string authorities{};  // a PEM file of those to trust; "" = the system's
    };
    // Throws boost::system::system_error; by TLS also when the certificate is not the host's.
    Socket(const Place&, std::chrono::seconds patience);
    ~Socket();

    void wait_forever();

    template <class Buffers> std::size_t read_some(const Buffers& buffers, error_code& error) {
        return read(first<boost::asio::mutable_buffer>(buffers), error);
    }
    template <class Buffers> std::size_t write_some(const Buffers& buffers, error_code& error) {
        return write(first<boost::asio::const_buffer>(buffers), error);
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
    struct Wire;

    template <class Buffer, class Buffers> static Buffer first(const Buffers& buffers) {
        const auto end = boost::asio::buffer_sequence_end(buffers);
        for (auto at = boost::asio::buffer_sequence_begin(buffers); at != end; ++at)
            if (Buffer one(*at); one.size() > 0) return one;
        return {};
    }
    static std::size_t checked(std::size_t count, const error_code& error) {
        if (error) throw boost::system::system_error(error);
        return count;
    }
    std::size_t read(boost::asio::mutable_buffer, error_code&);
    std::size_t write(boost::asio::const_buffer, error_code&);

    std::unique_ptr<Wire> wire_;
};

}  // namespace sodan::cli
