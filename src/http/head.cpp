#include "http/head.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <boost/beast/http/status.hpp>

#include <iterator>

namespace sodan::http {

namespace {

// Nothing here is to be kept by a browser, framed, sniffed or read by another site.
constexpr std::string_view always =
    "Cache-Control: no-store\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Referrer-Policy: no-referrer\r\n";

// Two years; a browser that was here once comes by TLS only.
constexpr std::string_view only_by_tls = "Strict-Transport-Security: max-age=63072000\r\n";

std::string_view reason(int status) {
    const auto text = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status));
    return {text.data(), text.size()};
}

}  // namespace

void write_head(std::string& out, const Response& response, const Heading& heading) {
    out.clear();
    auto to = std::back_inserter(out);
    fmt::format_to(to, "HTTP/1.1 {} {}\r\nDate: {}\r\nX-Request-Id: {}\r\nContent-Type: {}\r\n",
                   response.status, reason(response.status), heading.date, heading.id, response.type);
    if (!response.stream) fmt::format_to(to, "Content-Length: {}\r\n", response.body.size());
    if (!heading.keep_alive) out += "Connection: close\r\n";
    out += response.headers;
    out += always;
    if (heading.by_tls) out += only_by_tls;
    out += "\r\n";
}

std::string http_date() {
    return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(std::chrono::system_clock::now()));
}

}  // namespace sodan::http
