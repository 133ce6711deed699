#include "http/session.h"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>

#include <array>

namespace sodan::http {

namespace beast = boost::beast;
using beast::http::error;

namespace {

constexpr std::size_t header_piece = 4 * 1024, body_piece = 32 * 1024;  // bytes asked of the socket at a time
constexpr std::size_t most_lingering = 16 * 1024 * 1024;
constexpr auto lingering = std::chrono::seconds{2};

struct Wanted {
    std::string_view name;
    std::string_view Request::*place;
};
constexpr std::array wanted{Wanted{"Host", &Request::host},
                            Wanted{"Sodan-Person", &Request::person},
                            Wanted{"Content-Type", &Request::content_type},
                            Wanted{"Idempotency-Key", &Request::idempotency_key},
                            Wanted{"If-Match", &Request::if_match},
                            Wanted{"Accept-Language", &Request::accept_language},
                            Wanted{"Origin", &Request::origin},
                            Wanted{"Sec-Fetch-Site", &Request::fetch_site},
                            Wanted{"Last-Event-ID", &Request::last_event_id}};

void take(Request& to, std::string_view name, std::string_view value) {
    for (const auto& [known, place] : wanted) {
        if (!beast::iequals(name, known)) continue;
        if (!(to.*place).empty()) to.repeated = known;
        to.*place = value;
    }
}

std::string_view view_of(beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

void Session::begin_request() {
    const auto& limits = network_.context.limits;
    parser_.emplace();
    parser_->header_limit(limits.header_bytes);
    parser_->body_limit(limits.body_bytes);
    parser_->eager(true);
    error_ = {};
    idle_ = true;
    header_seen_ = false;
    timed_out_ = false;
    wait_at_most(limits.idle);
}

Task<Session::Read> Session::read() {
    begin_request();
    for (;;) {
        if (buffer_.size() > 0) {
            if (idle_) wait_at_most(network_.context.limits.header);
            idle_ = false;
            parse();
            if (error_) co_return Read::fault;
            if (parser_->is_done()) co_return Read::request;
            co_await go_on_sending();
        }
        const bool read =
            co_await more();  // never inside the condition: g++ 12 then lays the frame out wrongly
        if (!read) co_return timed_out_ && !idle_ ? Read::fault : Read::closed;
    }
}

void Session::parse() {
    for (;;) {
        boost::system::error_code error;
        const auto used = parser_->put(buffer_.data(), error);
        buffer_.consume(used);
        if (error == error::need_more) return;
        error_ = error;
        if (error || parser_->is_done() || used == 0 || buffer_.size() == 0) return;
    }
}

Task<bool> Session::more() {
    const auto piece = header_seen_ ? body_piece : header_piece;
    const auto [error, n] =
        co_await socket_.async_read_some(buffer_.prepare(piece), asio::as_tuple(awaiting));
    buffer_.commit(n);
    co_return !error && n > 0;
}

// A client that asked whether it may send a large body waits for a word.
Task<void> Session::go_on_sending() {
    if (header_seen_ || !parser_->is_header_done()) co_return;
    header_seen_ = true;
    wait_at_most(network_.context.limits.body);
    if (!beast::iequals(parser_->get()[beast::http::field::expect], "100-continue")) co_return;
    constexpr std::string_view word = "HTTP/1.1 100 Continue\r\n\r\n";
    boost::system::error_code ignored;
    socket_.non_blocking(true, ignored);
    socket_.write_some(asio::buffer(word), ignored);
}

// Closing on a client that is still sending would throw our answer away with its bytes.
Task<void> Session::linger() {
    boost::system::error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    wait_at_most(lingering);
    idle_ = true;
    std::array<char, header_piece> room;
    for (std::size_t read = 0; read < most_lingering;) {
        const auto [error, n] =
            co_await socket_.async_read_some(asio::buffer(room), asio::as_tuple(awaiting));
        if (error) co_return;
        read += n;
    }
}

Request Session::request(std::string_view id) const {
    const auto& message = parser_->get();
    Request out{};
    out.id = id;
    out.method = view_of(message.method_string());
    out.target = view_of(message.target());
    out.body = message.body();
    for (const auto& field : message) take(out, view_of(field.name_string()), view_of(field.value()));
    return out;
}

Problem Session::fault() const {
    const auto& limits = network_.context.limits;
    if (timed_out_) return {"timeout", 408, {"http.too_slow"}};
    if (error_ == error::header_limit)
        return {"header_too_large",
                431,
                {"http.header_too_large", {{"limit", std::to_string(limits.header_bytes)}}}};
    if (error_ == error::body_limit)
        return {"too_large", 413, {"http.body_too_large", {{"limit", std::to_string(limits.body_bytes)}}}};
    return {"malformed", 400, {"http.not_http"}};
}

}  // namespace sodan::http
