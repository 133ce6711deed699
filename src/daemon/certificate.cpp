#include "daemon/certificate.h"

namespace sodan::daemon {

using http::Level;

std::shared_ptr<http::Tls> Certificate::open() const {
    constexpr auto soon = std::chrono::days{14};
    if (!files.are_given()) return nullptr;
    const auto now = clock.now();
    auto tls = http::open_tls(files, now);
    const auto until = to_string(good_until(*tls));
    log.write(good_until(*tls) < now + soon ? Level::warning : Level::info, "certificate",
              {{"good_until", std::string_view(until)}});
    return tls;
}

void Certificate::read_again(http::Server& server) const {
    try {
        if (auto tls = open()) server.use(std::move(tls));
    } catch (const http::BrokenCertificate& e) {
        log.write(Level::error, "the certificate was not read again, the one before stays",
                  {{"why", std::string_view(e.what())}});
    }
}

}  // namespace sodan::daemon
