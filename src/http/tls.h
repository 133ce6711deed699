#pragma once
// The certificate with which the server speaks TLS. Knows nothing of connections.

#include "base/clock.h"

#include <filesystem>
#include <memory>
#include <stdexcept>

namespace sodan::http {

struct CertificateFiles {
    std::filesystem::path chain, key;  // PEM; the chain begins with the server's own certificate
    bool are_given() const { return !chain.empty(); }
};

// What is wrong with one of the files, in words for the operator.
struct BrokenCertificate : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// What OpenSSL made of the files; network.h sees inside.
class Tls;

// TLS 1.2 with forward secrecy, and 1.3. Throws BrokenCertificate, for a certificate that has expired as
// well.
std::shared_ptr<Tls> open_tls(const CertificateFiles&, Instant now);
Instant good_until(const Tls&);

}  // namespace sodan::http
