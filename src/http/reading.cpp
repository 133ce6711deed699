#include "http/session.h"

#include "http/strict.h"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <array>
#include <iterator>

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
                            Wanted{"Authorization", &Request::authorization},
                            Wanted{"Cookie", &Request::cookie},
                            Wanted{"Content-Type", &Request::content_type},
                            Wanted{"Idempotency-Key", &Request::idempotency_key},
                            Wanted{"If-Match", &Request::if_match},
                            Wanted{"Accept", &Request::accept},
                            Wanted{"Accept-Language", &Request::accept_language},
                            Wanted{"User-Agent", &Request::user_agent},
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
std::string_view view_of(asio::const_buffer bytes) {
    return {static_cast<const char*>(bytes.data()), bytes.size()};
}

// Every line but the first and the empty one.
std::ptrdiff_t fields_in(std::string_view head) { return std::ranges::count(head, '\n') - 2; }

}  // namespace

void NoExtensions::operator()(std::uint64_t, beast::string_view extensions,
                              boost::system::error_code& bad) const {
    if (!extensions.empty()) bad = error::bad_chunk_extension;
}

void Session::begin_request() {
    const auto& limits = network_.context.limits;
    parser_.emplace();
    parser_->header_limit(limits.header_bytes);
    parser_->body_limit(limits.body_bytes);
    parser_->eager(true);
    parser_->on_chunk_header(no_extensions_);
    error_ = {};
    fault_.reset();
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
            take_in();
            const bool is_whole = is_done();
            if (error_ || fault_) co_return Read::fault;
            if (is_whole) co_return Read::request;
            co_await go_on_sending();
        }
        const bool read =
            co_await more();  // never inside the condition: g++ 12 then lays the frame out wrongly
        if (!read) co_return timed_out_ && !idle_ ? Read::fault : Read::closed;
    }
}

// The parser sees no byte of a head before the whole of it has been held to the letter.
void Session::take_in() {
    if (header_seen_ || is_head_good()) parse();
}

bool Session::is_head_good() {
    const auto limit = network_.context.limits.header_bytes;
    const auto come = view_of(buffer_.data());
    const auto end = end_of_head(come);
    if (end.value_or(come.size()) > limit) error_ = error::header_limit;
    fault_ = fault_in_lines(come.substr(0, end.value_or(come.size())));
    if (!end || fault_ || error_) return false;
    fault_ = fault_in_head(come.substr(0, *end));
    fields_ = fields_in(come.substr(0, *end));
    return !fault_;
}

// Fields that come after the body would be taken for those of the head.
bool Session::is_done() {
    if (!parser_->is_done()) return false;
    const auto& message = parser_->get();
    if (std::distance(message.begin(), message.end()) != fields_) fault_ = Message{"http.strict.trailer"};
    return !fault_;
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
    const auto read = co_await wire_.read_some(buffer_.prepare(piece));
    buffer_.commit(read.bytes);
    co_return read.went_well;
}

// A client that asked whether it may send a large body waits for a word.
Task<void> Session::go_on_sending() {
    if (header_seen_ || !parser_->is_header_done()) co_return;
    header_seen_ = true;
    wait_at_most(network_.context.limits.body);
    if (!beast::iequals(parser_->get()[beast::http::field::expect], "100-continue")) co_return;
    constexpr std::string_view word = "HTTP/1.1 100 Continue\r\n\r\n";
    const std::array<asio::const_buffer, 1> whole{asio::buffer(word)};
    co_await wire_.write(whole);
}

// Closing on a client that is still sending would throw our answer away with its bytes.
Task<void> Session::linger() {
    wait_at_most(lingering);
    idle_ = true;
    co_await wire_.end_sending();
    std::array<char, header_piece> room;
    for (std::size_t read = 0; read < most_lingering;) {
        const auto some = co_await wire_.read_some(asio::buffer(room));
        if (!some.went_well) co_return;
        read += some.bytes;
    }
}

Request Session::request(std::string_view id) const {
    const auto& message = parser_->get();
    Request out{};
    out.id = id;
    out.method = view_of(message.method_string());
    out.target = view_of(message.target());
    out.body = message.body();
    out.address = wire_.address();
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
    return {"malformed", 400, fault_.value_or(Message{"http.not_http"})};
}

}  // namespace sodan::http
