#include "cli/client.h"

#include "cli/socket.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/url/parse.hpp>

#include <array>

namespace sodan::cli {

namespace http = boost::beast::http;

namespace {

using Parser = http::response_parser<http::buffer_body>;

http::request<http::string_body> message_for(const Address& address, const Request& request) {
    http::request<http::string_body> out{http::string_to_verb(request.method), request.target, 11};
    out.set(http::field::host, address.host + ":" + address.port);
    out.set(http::field::user_agent, "sodan");
    out.set(http::field::connection, "close");
    for (const auto& [name, value] : request.headers) out.set(name, value);
    if (request.method == "POST") out.set(http::field::content_type, "application/json");
    out.body() = request.body;
    out.prepare_payload();
    return out;
}

// An answer under way, its body taken piece by piece.
class Arriving {
public:
    explicit Arriving(Socket& socket) : socket_(socket) {
        parser_.body_limit(boost::none);
        http::read_header(socket_, buffer_, parser_);
        answer_.status = parser_.get().result_int();
        answer_.content_type = parser_.get()[http::field::content_type];
        const auto [first, last] = parser_.get().equal_range(http::field::set_cookie);
        for (auto one = first; one != last; ++one) take_cookie(one->value());
    }

    // Some bytes of the body; none at its end.
    std::string piece() {
        std::array<char, 4096> bytes{};
        while (!parser_.is_done()) {
            parser_.get().body() = {bytes.data(), bytes.size(), true};
            boost::system::error_code error;
            http::read_some(socket_, buffer_, parser_, error);
            if (error && error != http::error::need_buffer) throw boost::system::system_error(error);
            const auto taken = bytes.size() - parser_.get().body().size;
            if (taken > 0) return {bytes.data(), taken};
        }
        return {};
    }

    Answer whole() {
        for (auto some = piece(); !some.empty(); some = piece()) answer_.body += some;
        return answer_;
    }

    const Answer& head() const { return answer_; }

private:
    // "__Host-sodan=SECRET; Path=/; ..."
    void take_cookie(std::string_view cookie) {
        const auto equals = cookie.find('=');
        const auto value = std::string(cookie.substr(equals + 1, cookie.find(';') - equals - 1));
        if (cookie.substr(0, equals) == "__Host-sodan") answer_.session = value;
        if (cookie.substr(0, equals) == "__Host-sodan-device") answer_.device = value;
    }

    Socket& socket_;
    boost::beast::flat_buffer buffer_{};
    Parser parser_{};
    Answer answer_{};
};

template <class Listen> Reply conversed(const Address& address, const Request& request,
                                        std::chrono::seconds patience, Listen listen) {
    bool sent = false;
    try {
        Socket socket({address.host, address.port, address.by_tls, address.authorities}, patience);
        sent = true;
        http::write(socket, message_for(address, request));
        return listen(socket);
    } catch (const boost::system::system_error& error) { return Silence{sent, error.code().message()}; }
}

}  // namespace

std::optional<Address> parse_address(std::string_view url) {
    const auto parsed = boost::urls::parse_uri(url);
    const bool is_http = parsed && (parsed->scheme() == "http" || parsed->scheme() == "https");
    if (!is_http || parsed->has_userinfo() || parsed->host().empty()) return {};
    if (!parsed->encoded_path().empty() && parsed->encoded_path() != "/") return {};
    const bool by_tls = parsed->scheme() == "https";
    const auto port = parsed->has_port() ? std::string(parsed->port()) : by_tls ? "443" : "80";
    return Address{parsed->host_address(), port, by_tls};
}

std::optional<Address> address_of(const Wish& wish) {
    auto out = parse_address(wish.value("--server"));
    if (out) out->authorities = wish.value("authorities");
    return out;
}

Reply exchange(const Address& address, const Request& request, std::chrono::seconds patience) {
    return conversed(address, request, patience, [](Socket& socket) { return Arriving(socket).whole(); });
}

Reply follow(const Address& address, const Request& request, std::chrono::seconds patience,
             const Take& take) {
    return conversed(address, request, patience, [&](Socket& socket) {
        Arriving arriving(socket);
        if (arriving.head().status != 200) return arriving.whole();
        socket.wait_forever();
        for (;;) {
            const auto some = arriving.piece();
            if (some.empty())
                throw boost::system::system_error(http::make_error_code(http::error::end_of_stream));
            if (!take(some)) return arriving.head();
        }
    });
}

}  // namespace sodan::cli
