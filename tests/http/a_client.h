#pragma once
// One connection to a server of this process, on bare sockets: what it sends is exactly what stands in the
// test.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cctype>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

namespace sodan::http {

struct Seen {
    int status = 0;
    std::string head, body;

    std::string header(std::string name) const {
        std::string lower;
        for (const char c : head) lower += static_cast<char>(std::tolower(c));
        for (char& c : name) c = static_cast<char>(std::tolower(c));
        const auto at = lower.find("\r\n" + name + ": ");
        if (at == head.npos) return {};
        const auto from = at + name.size() + 4;
        return head.substr(from, head.find("\r\n", from) - from);
    }
};

class AClient {
public:
    explicit AClient(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(port));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{20, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0)
            throw std::runtime_error("no connection");
    }
    ~AClient() { ::close(socket_); }
    AClient(const AClient&) = delete;

    void send(std::string_view text) const {
        while (!text.empty()) {
            const auto n = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (n <= 0) return;
            text.remove_prefix(static_cast<std::size_t>(n));
        }
    }
    // The next answer; status 0 when the connection ended instead.
    Seen receive(bool has_body = true) {
        Seen out;
        if (!fill_until("\r\n\r\n")) return out;
        out.head = take(held_.find("\r\n\r\n") + 4);
        out.status = std::atoi(out.head.c_str() + std::string_view("HTTP/1.1 ").size());
        const auto length = static_cast<std::size_t>(std::atoi(out.header("Content-Length").c_str()));
        while (has_body && held_.size() < length && more()) {}
        if (has_body) out.body = take(length);
        return out;
    }
    Seen ask(std::string_view text) {
        send(text);
        return receive();
    }
    bool fill_until(std::string_view end) {
        while (held_.find(end) == held_.npos)
            if (!more()) return false;
        return true;
    }
    bool ended() { return held_.empty() && !more(); }
    const std::string& held() const { return held_; }

private:
    bool more() {
        char room[4096];
        const auto n = ::recv(socket_, room, sizeof room, 0);
        if (n > 0) held_.append(room, static_cast<std::size_t>(n));
        return n > 0;
    }
    std::string take(std::size_t n) {
        auto out = held_.substr(0, n);
        held_.erase(0, n);
        return out;
    }

    int socket_;
    std::string held_;
};

}  // namespace sodan::http
