#pragma once
// The HTTP server: one network thread; by TLS, or in clear on the loopback only. A second thread made it
// slower (design, 6).

#include "http/context.h"
#include "http/tls.h"

#include <cstdint>
#include <memory>
#include <string>

namespace sodan::http {

bool is_loopback(const std::string& address);

class Server {
public:
    // Listens at context.endpoint; throws std::system_error when it cannot. Without `tls` it speaks in clear,
    // and then listens on the loopback only: std::invalid_argument otherwise.
    explicit Server(Context&, std::shared_ptr<Tls> tls = nullptr);
    ~Server();

    std::string address() const;       // "http://127.0.0.1:8080", with the real port
    void use(std::shared_ptr<Tls>);    // any thread: for connections from now on
    void run();                        // the network thread: returns when drained
    void drain();                      // any thread: takes nothing new, finishes what is under way
    void changed();                    // any thread: something was written; live events look
    void post(std::function<void()>);  // any thread: to be run on the network thread

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace sodan::http
