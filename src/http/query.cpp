#include "http/query.h"

#include "base/text.h"

#include <boost/url/encode.hpp>
#include <boost/url/pct_string_view.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include <algorithm>

namespace sodan::http {

namespace urls = boost::urls;

Target split(std::string_view target) {
    const auto mark = target.find('?');
    if (mark == target.npos) return {target, {}};
    return {target.substr(0, mark), target.substr(mark + 1)};
}

std::optional<std::string> decoded(std::string_view text) {
    const auto encoded_text = urls::make_pct_string_view(text);
    if (!encoded_text) return {};
    std::string out = encoded_text->decode();
    if (!is_utf8(out) || out.find('\0') != out.npos) return {};
    return out;
}

std::string encoded(std::string_view text) { return urls::encode(text, urls::unreserved_chars); }

Outcome<boost::json::object> read_query(std::string_view query) {
    boost::json::object out;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        std::string pair(query.substr(0, end));
        query.remove_prefix(std::min(end + 1, query.size()));
        std::ranges::replace(pair, '+', ' ');
        const auto equals = std::min(pair.find('='), pair.size());
        const auto name = decoded(std::string_view(pair).substr(0, equals));
        const auto value = decoded(std::string_view(pair).substr(std::min(equals + 1, pair.size())));
        if (!name || !value) return Refusal{Refusal::Why::malformed, {"http.not_encoded"}};
        if (out.contains(*name)) return Refusal{Refusal::Why::malformed, {"http.repeated_parameter"}};
        out[*name] = *value;
    }
    return out;
}

}  // namespace sodan::http
