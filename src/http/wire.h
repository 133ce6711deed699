#pragma once
// One connection's bytes, in clear or by TLS. Whoever cancels or closes ends what is under way with an error.
// For session.cpp and its parts only.

#include "http/network.h"

#include <boost/asio/buffer.hpp>

#include <memory>
#include <span>

namespace sodan::http {

class Wire {
public:
    Wire(Socket, std::shared_ptr<Tls>);  // null: in clear
    ~Wire();

    struct Read {
        bool went_well = false;
        std::size_t bytes = 0;
    };
    Task<bool> open();  // shakes hands, where there is TLS
    Task<Read> read_some(asio::mutable_buffer);
    Task<bool> write(std::span<const asio::const_buffer>);
    Task<void> end_sending();  // tells the other side that nothing more comes

    void cancel();
    void close();
    // Of the other side, as delays are counted by: an IPv4 address, or the first 64 bits of one of IPv6.
    const std::string& address() const { return address_; }

private:
    struct Secure;

    Socket socket_;
    std::string address_;
    std::unique_ptr<Secure> secure_;
};

}  // namespace sodan::http
