// A load generator that costs little, for it shares two cores with what it measures: one thread, N
// connections that stay open, each sending its next request when the answer has come. Prints one JSON object.
//   load PORT CONNECTIONS REQUESTS inquiries|queue TOKENS.json

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

struct Run {
    unsigned short port;
    int connections, requests;
    bool inquiries;
    boost::json::object tokens;  // of everybody, as `sodand example --tokens` writes them
    int started = 0;
    std::vector<double> milliseconds{};
};

constexpr std::array hosts{"01", "08", "13", "20", "26", "27", "34100", "37", "40", "47"};
constexpr std::array topics{"W1", "W2", "W3", "L1", "P1", "P2", "W5"};

std::string authorization(const Run& run, const char* host) {
    return fmt::format("Authorization: Bearer {}\r\n",
                       run.tokens.at(fmt::format("pa-{}-a", host)).as_string().c_str());
}

std::string inquiry(const Run& run, int number) {
    const auto* host = hosts[static_cast<std::size_t>(number) % hosts.size()];
    const auto body = fmt::format(
        R"({{"received_at":"2026-01-05T10:20:00+09:00","addressed_to":"host","channel":"phone","raised_by":"participant",)"
        R"("language":"en","host":"{}","job":"ALT","topics":["{}"],"danger":"none","tried_supervisor":"yes",)"
        R"("text":"A made-up inquiry of a usual length, number {}: the office counts my leave in another way than my contract does."}})",
        host, topics[static_cast<std::size_t>(number) % topics.size()], number);
    static std::mt19937_64 dice{std::random_device{}()};
    return fmt::format(
        "POST /api/v1/inquiries HTTP/1.1\r\nHost: localhost\r\n{}Content-Type: application/json\r\n"
        "Idempotency-Key: {:016x}{:016x}\r\nContent-Length: {}\r\n\r\n{}",
        authorization(run, host), dice(), dice(), body.size(), body);
}

std::string queue_page(const Run& run, int number) {
    const auto* host = hosts[static_cast<std::size_t>(number) % hosts.size()];
    return fmt::format("GET /api/v1/cases?desk=advisor/{}&limit=50 HTTP/1.1\r\nHost: localhost\r\n{}\r\n",
                       host, authorization(run, host));
}

// Reads one answer; throws when its status is none of the 200s.
asio::awaitable<void> read_answer(tcp::socket& socket, std::string& buffer) {
    buffer.clear();
    std::array<char, 65536> chunk{};
    std::size_t whole = 0;
    while (whole == 0 || buffer.size() < whole) {
        const auto size = co_await socket.async_read_some(asio::buffer(chunk), asio::use_awaitable);
        buffer.append(chunk.data(), size);
        const auto end = whole == 0 ? buffer.find("\r\n\r\n") : std::string::npos;
        if (end == std::string::npos) continue;
        const auto length = buffer.find("Content-Length: ");
        whole = end + 4 + std::strtoul(buffer.c_str() + length + 16, nullptr, 10);
    }
    if (buffer.compare(9, 1, "2") != 0) throw std::runtime_error(buffer.substr(0, 400));
}

asio::awaitable<void> converse(Run& run) {
    tcp::socket socket(co_await asio::this_coro::executor);
    co_await socket.async_connect({asio::ip::address_v4::loopback(), run.port}, asio::use_awaitable);
    socket.set_option(tcp::no_delay(true));
    std::string answer;
    while (run.started < run.requests) {
        const auto request = run.inquiries ? inquiry(run, run.started) : queue_page(run, run.started);
        ++run.started;
        const auto before = Clock::now();
        co_await asio::async_write(socket, asio::buffer(request), asio::use_awaitable);
        co_await read_answer(socket, answer);
        run.milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - before).count());
    }
}

double percentile(const std::vector<double>& sorted, double share) {
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

void measure(Run& run) {
    asio::io_context io{1};
    const auto rethrow = [](std::exception_ptr error) {
        if (error) std::rethrow_exception(error);
    };
    const auto before = Clock::now();
    for (int i = 0; i < run.connections; ++i) asio::co_spawn(io, converse(run), rethrow);
    io.run();
    const auto seconds = std::chrono::duration<double>(Clock::now() - before).count();
    std::ranges::sort(run.milliseconds);
    fmt::print(R"({{"connections":{},"requests":{},"per_second":{:.0f},"p50_ms":{:.3f},"p99_ms":{:.3f}}})"
               "\n",
               run.connections, run.milliseconds.size(),
               static_cast<double>(run.milliseconds.size()) / seconds, percentile(run.milliseconds, 0.5),
               percentile(run.milliseconds, 0.99));
}

}  // namespace

int main(int count, char** words) {
    if (count != 6)
        return fmt::print(stderr, "usage: load PORT CONNECTIONS REQUESTS inquiries|queue TOKENS.json\n"), 2;
    std::ifstream tokens(words[5]);
    const std::string text{std::istreambuf_iterator<char>(tokens), {}};
    Run run{.port = static_cast<unsigned short>(std::atoi(words[1])),
            .connections = std::atoi(words[2]),
            .requests = std::atoi(words[3]),
            .inquiries = std::string(words[4]) == "inquiries",
            .tokens = boost::json::parse(text).as_object()};
    try {
        measure(run);
    } catch (const std::exception& error) { return fmt::print(stderr, "load: {}\n", error.what()), 1; }
}
