#pragma once
// The certificate of the configuration: read at the start, and again on a signal. Says how long it is good.

#include "base/clock.h"
#include "http/log.h"
#include "http/server.h"

namespace sodan::daemon {

struct Certificate {
    const http::CertificateFiles& files;
    const Clock& clock;
    http::Log& log;

    // Null when none is configured. Throws http::BrokenCertificate.
    std::shared_ptr<http::Tls> open() const;
    // One that is not in order is logged, and the one before stays.
    void read_again(http::Server&) const;
};

}  // namespace sodan::daemon
