#include "http/guard.h"

#include <algorithm>
#include <array>

namespace sodan::http {

namespace {

constexpr std::array<std::string_view, 3> own_names{"localhost", "127.0.0.1", "[::1]"};

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

bool only_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Without its port; "" when it is no authority.
std::string name_in(std::string_view authority) {
    const auto end_of_ip = authority.find(']');
    const auto colon = authority.find(':', end_of_ip == authority.npos ? 0 : end_of_ip);
    if (colon != authority.npos && !only_digits(authority.substr(colon + 1))) return "";
    return lower(authority.substr(0, colon));
}

bool is_ours(std::string_view authority, const std::vector<std::string>& hosts) {
    return names_this_machine(authority) || std::ranges::find(hosts, name_in(authority)) != hosts.end();
}

// "sodan.test:443" of https is "sodan.test".
std::string without_usual_port(std::string_view authority, std::string_view scheme) {
    const std::string_view usual = scheme == "https" ? ":443" : ":80";
    if (authority.ends_with(usual)) authority.remove_suffix(usual.size());
    return lower(authority);
}

bool is_own_origin(std::string_view origin, std::string_view host, std::string_view served) {
    for (const std::string_view scheme : {"http", "https"}) {
        const auto begin = std::string(scheme) + "://";
        if (!origin.starts_with(begin)) continue;
        const bool is_served = scheme == served || scheme == "https";
        return is_served &&
               without_usual_port(origin.substr(begin.size()), scheme) == without_usual_port(host, scheme);
    }
    return false;
}

bool is_json(std::string_view content_type) {
    const auto type = lower(content_type.substr(0, content_type.find_first_of("; ")));
    return type == "application/json";
}

}  // namespace

bool names_this_machine(std::string_view authority) {
    return std::ranges::find(own_names, name_in(authority)) != own_names.end();
}

std::optional<Problem> refused_at_the_door(const Request& request, const std::vector<std::string>& hosts,
                                           std::string_view scheme) {
    if (!request.repeated.empty())
        return Problem{
            "malformed", 400, {"http.repeated_header", {{"header", std::string(request.repeated)}}}};
    if (!is_ours(request.host, hosts)) return Problem{"foreign_host", 403, {"http.foreign_host"}};
    const bool cross = request.fetch_site == "cross-site" || request.fetch_site == "same-site";
    if (cross || (!request.origin.empty() && !is_own_origin(request.origin, request.host, scheme)))
        return Problem{"foreign_origin", 403, {"http.foreign_origin"}};
    if (request.method == "POST" && !is_json(request.content_type))
        return Problem{"unsupported_media_type", 415, {"http.not_json_type"}};
    return {};
}

std::optional<Problem> refused_by_cookie(const Request& request) {
    const bool writes = request.method != "GET" && request.method != "HEAD";
    const bool says_from_where = !request.origin.empty() || request.fetch_site == "same-origin";
    if (!writes || says_from_where) return {};
    return Problem{"foreign_origin", 403, {"accounts.say_from_where"}};
}

}  // namespace sodan::http
