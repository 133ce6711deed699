#include "http/identify.h"

#include "http/guard.h"
#include "http/token_scopes.h"

#include <fmt/format.h>

#include <algorithm>

namespace sodan::http {

using office::Bearer, office::PassKind, office::TokenScope;

namespace {

constexpr std::string_view bearer_begins = "Bearer ";

// A token that is shown and no good is not passed over for a cookie: the client believes in it.
std::shared_ptr<const Bearer> bearer_of(Context& context, const Request& request) {
    const auto now = context.clock.now();
    if (request.authorization.empty()) {
        const auto session = cookie_named(request.cookie, session_cookie);
        return session.empty() ? nullptr : context.passes.bearer(PassKind::session, session, now);
    }
    if (!request.authorization.starts_with(bearer_begins)) return nullptr;
    return context.passes.bearer(PassKind::token, request.authorization.substr(bearer_begins.size()), now);
}

Problem nobody(const Request& request) {
    const bool has_shown =
        !request.authorization.empty() || !cookie_named(request.cookie, session_cookie).empty();
    return {"unidentified", 401, {has_shown ? "accounts.pass_not_good" : "accounts.nobody"}};
}

}  // namespace

std::optional<Problem> unidentified(Context& context, Request& request, office::Action action) {
    auto bearer = bearer_of(context, request);
    if (!bearer) return nobody(request);
    const auto office = context.store.office();
    const auto* person = office->person(bearer->person);
    if (!person || !domain::is_of_office(*person, context.clock.now()))
        return Problem{"not_allowed", 403, {"http.person_left"}};
    const auto needed = scope_for(action);
    if (!bearer->scopes.hold(needed))
        return Problem{
            "not_allowed", 403, {"accounts.scope_missing", {{"scope", std::string(code(needed))}}}};
    if (bearer->kind == PassKind::session)
        if (auto refused = refused_by_cookie(request)) return refused;
    request.person = bearer->person;
    request.bearer = std::move(bearer);
    return {};
}

bool is_still_known(const Context& context, const std::string& person, const std::string& pass) {
    const auto now = context.clock.now();
    const auto office = context.store.office();
    const auto* known = office->person(person);
    return known && domain::is_of_office(*known, now) && context.passes.is_good(pass, now);
}

std::string_view cookie_named(std::string_view cookies, std::string_view name) {
    std::string_view found;
    int times = 0;
    while (!cookies.empty()) {
        auto one = cookies.substr(0, cookies.find(';'));
        cookies.remove_prefix(std::min(cookies.size(), one.size() + 1));
        one.remove_prefix(std::min(one.size(), one.find_first_not_of(' ')));
        if (one.size() <= name.size() || !one.starts_with(name) || one[name.size()] != '=') continue;
        found = one.substr(name.size() + 1);
        ++times;
    }
    return times == 1 ? found : std::string_view{};
}

std::string set_cookie(std::string_view name, std::string_view value,
                       std::optional<std::chrono::seconds> lasts) {
    auto out = fmt::format("{}={}; Path=/; Secure; HttpOnly; SameSite=Strict", name, value);
    if (lasts) out += fmt::format("; Max-Age={}", lasts->count());
    return out;
}

}  // namespace sodan::http
