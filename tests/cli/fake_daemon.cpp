#include "fake_daemon.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace sodan::cli {

namespace {

std::size_t length_of(const Heard& heard) {
    const auto length = heard.header("Content-Length");
    return length.empty() ? 0 : std::stoul(length);
}

Heard heard_from(const std::string& bytes, std::size_t end) {
    const auto line = bytes.find("\r\n");
    return {bytes.substr(0, line), bytes.substr(line, end - line) + "\r\n", bytes.substr(end + 4)};
}

// Reads one whole request.
Heard listen_to(int connection) {
    std::string bytes;
    std::array<char, 4096> some{};
    for (;;) {
        if (const auto end = bytes.find("\r\n\r\n"); end != std::string::npos) {
            auto heard = heard_from(bytes, end);
            if (heard.body.size() >= length_of(heard)) return heard;
        }
        const auto count = recv(connection, some.data(), some.size(), 0);
        if (count <= 0) return {};
        bytes.append(some.data(), static_cast<std::size_t>(count));
    }
}

}  // namespace

std::string Heard::header(const std::string& name) const {
    const auto at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos) return "";
    const auto from = at + name.size() + 4;
    return head.substr(from, head.find("\r\n", from) - from);
}

std::string http(int status, const std::string& body, const std::string& type) {
    return "HTTP/1.1 " + std::to_string(status) + " Said\r\nContent-Type: " + type +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

std::string problem(int status, const std::string& why, const std::string& detail) {
    return http(status,
                R"({"type":"urn:sodan:problem:)" + why + R"(","title":"No","status":)" +
                    std::to_string(status) + R"(,"detail":")" + detail + R"(","pointer":"/text"})",
                "application/problem+json");
}

FakeDaemon::FakeDaemon(std::vector<std::string> answers) : answers_(std::move(answers)) {
    listener_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof place;
    auto* const address = reinterpret_cast<sockaddr*>(&place);
    if (bind(listener_, address, size) != 0 || listen(listener_, 8) != 0) throw std::runtime_error("no port");
    getsockname(listener_, address, &size);
    port_ = ntohs(place.sin_port);
    thread_ = std::thread([this] { serve(); });
}

FakeDaemon::~FakeDaemon() {
    shutdown(listener_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
    close(listener_);
}

const std::vector<Heard>& FakeDaemon::heard() {
    if (thread_.joinable()) thread_.join();
    return heard_;
}

void FakeDaemon::serve() {
    for (const auto& answer : answers_) {
        const int connection = accept(listener_, nullptr, nullptr);
        if (connection < 0) return;
        heard_.push_back(listen_to(connection));
        send(connection, answer.data(), answer.size(), MSG_NOSIGNAL);
        shutdown(connection, SHUT_WR);
        std::array<char, 16> rest{};
        while (recv(connection, rest.data(), rest.size(), 0) > 0) {}
        close(connection);
    }
}

}  // namespace sodan::cli
