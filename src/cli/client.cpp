#include "cli/client.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/url/parse.hpp>

#include <array>

namespace sodan::cli {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp, asio::use_awaitable;
using Buffer = beast::flat_buffer;

namespace {

// One conversation; `sent` outlives a failure of it.
struct Line {
    const Address& address;
    const Request& request;
    std::chrono::seconds patience;
    bool sent = false;
};

http::request<http::string_body> message_for(const Line& line) {
    const auto& request = line.request;
    http::request<http::string_body> out{request.post ? http::verb::post : http::verb::get, request.target,
                                         11};
    out.set(http::field::host, line.address.host + ":" + line.address.port);
    out.set(http::field::user_agent, "sodan");
    out.set(http::field::connection, "close");
    for (const auto& [name, value] : request.headers) out.set(name, value);
    if (request.post) out.set(http::field::content_type, "application/json");
    out.body() = request.body;
    out.prepare_payload();
    return out;
}

asio::awaitable<void> ask(Line& line, beast::tcp_stream& stream) {
    tcp::resolver resolver(stream.get_executor());
    const auto places = co_await resolver.async_resolve(line.address.host, line.address.port, use_awaitable);
    stream.expires_after(line.patience);
    co_await stream.async_connect(places, use_awaitable);
    const auto message = message_for(line);
    line.sent = true;
    co_await http::async_write(stream, message, use_awaitable);
}

template <class Body> Answer answer_from(const http::response_parser<Body>& parser, std::string body) {
    return {parser.get().result_int(), std::move(body), std::string(parser.get()[http::field::content_type])};
}

asio::awaitable<Answer> whole_answer(Line& line) {
    beast::tcp_stream stream(co_await asio::this_coro::executor);
    co_await ask(line, stream);
    Buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(boost::none);
    co_await http::async_read(stream, buffer, parser, use_awaitable);
    co_return answer_from(parser, parser.get().body());
}

using PieceParser = http::response_parser<http::buffer_body>;

// Some bytes of the body; none at its end.
asio::awaitable<std::string> piece(beast::tcp_stream& stream, Buffer& buffer, PieceParser& parser) {
    std::array<char, 4096> bytes{};
    while (!parser.is_done()) {
        parser.get().body() = {bytes.data(), bytes.size(), true};
        boost::system::error_code error;
        co_await http::async_read_some(stream, buffer, parser, asio::redirect_error(use_awaitable, error));
        if (error && error != http::error::need_buffer) throw boost::system::system_error(error);
        const auto taken = bytes.size() - parser.get().body().size;
        if (taken > 0) co_return std::string(bytes.data(), taken);
    }
    co_return std::string();
}

asio::awaitable<Answer> pieces(Line& line, const Take& take) {
    beast::tcp_stream stream(co_await asio::this_coro::executor);
    co_await ask(line, stream);
    Buffer buffer;
    PieceParser parser;
    parser.body_limit(boost::none);
    co_await http::async_read_header(stream, buffer, parser, use_awaitable);
    const bool live = parser.get().result() == http::status::ok;
    if (live) stream.expires_never();
    std::string whole;
    for (;;) {
        const auto some = co_await piece(stream, buffer, parser);
        if (live && (some.empty() || !take(some))) break;
        if (some.empty()) break;
        if (!live) whole += some;
    }
    if (live && parser.is_done()) throw boost::system::system_error(http::error::end_of_stream);
    co_return answer_from(parser, std::move(whole));
}

Reply conversed(Line& line, asio::awaitable<Answer> talk) {
    asio::io_context context(1);
    Reply reply = Silence{};
    asio::co_spawn(context, std::move(talk), [&](const std::exception_ptr& failure, Answer answer) {
        if (!failure) {
            reply = std::move(answer);
            return;
        }
        try {
            std::rethrow_exception(failure);
        } catch (const boost::system::system_error& error) {
            reply = Silence{line.sent, error.code().message()};
        }
    });
    context.run();
    return reply;
}

}  // namespace

std::optional<Address> parse_address(std::string_view url) {
    const auto parsed = boost::urls::parse_uri(url);
    if (!parsed || parsed->scheme() != "http" || parsed->has_userinfo() || parsed->host().empty()) return {};
    if (!parsed->encoded_path().empty() && parsed->encoded_path() != "/") return {};
    return Address{parsed->host_address(), parsed->has_port() ? std::string(parsed->port()) : "80"};
}

Reply exchange(const Address& address, const Request& request, std::chrono::seconds patience) {
    Line line{address, request, patience};
    return conversed(line, whole_answer(line));
}

Reply follow(const Address& address, const Request& request, std::chrono::seconds patience,
             const Take& take) {
    Line line{address, request, patience};
    return conversed(line, pieces(line, take));
}

}  // namespace sodan::cli
