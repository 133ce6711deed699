#pragma once
// The inside of Tls, for wire.cpp and tls.cpp only: it brings in OpenSSL.

#include "http/tls.h"

#include <boost/asio/ssl/context.hpp>

namespace sodan::http {

class Tls {
public:
    boost::asio::ssl::context context{boost::asio::ssl::context::tls_server};
    Instant good_until{};
};

}  // namespace sodan::http
