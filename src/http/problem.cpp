#include "http/problem.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace sodan::http {

namespace {

using Why = Refusal::Why;

struct Named {
    std::string_view why;
    int status;
};

Named named(Why why) {
    switch (why) {
        case Why::malformed: return {"malformed", 400};
        case Why::invalid: return {"invalid", 422};
        case Why::unidentified: return {"unidentified", 401};
        case Why::not_allowed: return {"not_allowed", 403};
        case Why::not_found: return {"not_found", 404};
        case Why::wrong_state: return {"wrong_state", 409};
        case Why::stale: return {"stale", 412};
        case Why::key_reused: return {"key_reused", 422};
        case Why::too_large: return {"too_large", 413};
        case Why::busy: return {"busy", 503};
        case Why::store_full: return {"store_full", 507};
        case Why::rules_not_loaded: return {"rules_not_loaded", 422};
    }
    throw std::logic_error("unknown refusal");
}

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t");
    if (from == text.npos) return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

// "ja-JP;q=0.8" -> 0.8; a weight that cannot be read counts as none.
double weight(std::string_view range) {
    const auto at = range.find(";q=");
    if (at == range.npos) return 1;
    double out = 0;
    const auto digits = range.substr(at + 3);
    std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return out;
}

std::string lower_primary(std::string_view range) {
    std::string out(range.substr(0, range.find_first_of("-_; ")));
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

}  // namespace

Problem problem_of(const Refusal& refusal) {
    const auto [why, status] = named(refusal.why);
    return {why, status, refusal.message, refusal.pointer};
}

Response answer(const Problem& problem, const Catalogue& texts, std::string_view language,
                boost::json::object more) {
    boost::json::object body;
    body["type"] = "urn:sodan:problem:" + std::string(problem.why);
    body["title"] = texts.text({"problem." + std::string(problem.why)}, language);
    body["status"] = problem.status;
    body["detail"] = texts.text(problem.detail, language);
    if (!problem.pointer.empty()) body["pointer"] = problem.pointer;
    for (auto& [name, value] : more) body[name] = std::move(value);
    Response out{
        .status = problem.status, .body = boost::json::serialize(body), .type = "application/problem+json"};
    add_header(out, "Content-Language", language);
    if (problem.status == 401) add_header(out, "WWW-Authenticate", "Bearer realm=\"sodan\"");
    if (problem.status == 503 || problem.status == 429)
        add_header(out, "Retry-After", std::to_string(problem.retry_after.count()));
    return out;
}

std::string best_language(std::string_view accept, const std::vector<std::string>& known) {
    std::string best = "en";
    double best_weight = 0;
    while (!accept.empty()) {
        const auto comma = accept.find(',');
        const auto range = trimmed(accept.substr(0, comma));
        accept = comma == accept.npos ? std::string_view{} : accept.substr(comma + 1);
        const auto language = lower_primary(range);
        if (weight(range) <= best_weight || std::ranges::find(known, language) == known.end()) continue;
        best = language;
        best_weight = weight(range);
    }
    return best;
}

}  // namespace sodan::http
