#include "http/dispatch.h"

#include "base/text.h"
#include "http/guard.h"
#include "http/identify.h"
#include "http/problem.h"
#include "http/query.h"

#include <boost/core/demangle.hpp>

#include <typeinfo>

namespace sodan::http {

namespace {

// What was thrown, by its type alone: its words may hold what somebody wrote.
std::string type_of(std::exception_ptr what) {
    try {
        std::rethrow_exception(std::move(what));
    } catch (const std::exception& e) { return boost::core::demangle(typeid(e).name()); } catch (...) {
        return "unknown";
    }
}

Problem not_here(const Found& found) {
    if (found.allowed.empty()) return {"not_found", 404, {"http.no_such_path"}};
    return {"method_not_allowed", 405, {"http.method_not_allowed", {{"allowed", found.allowed}}}};
}

// What is asked of the office: here, once, for every route. Of a case the use case asks, for there the answer
// hangs on how much of it is seen, and whoever sees nothing is told nothing.
std::optional<Problem> not_theirs(const Context& context, const Request& request, const Route& route,
                                  office::Action action) {
    if (route.pattern.find("{ref}") != std::string::npos) return {};
    const auto office = context.store.office();
    const auto* person = office->person(request.person);
    if (person && office::may(*person, action)) return {};
    return problem_of(office::not_yours(action));
}

std::optional<Response> handled(Context& context, const Call& call) {
    try {
        return call.route->handler(context, call);
    } catch (...) { return failure(context, call.request.id, call.language, std::current_exception()); }
}

}  // namespace

Dispatched dispatch(Context& context, Request& request, std::shared_ptr<Asker> asker) {
    const auto texts = context.texts();
    const auto language = best_language(request.accept_language, texts->languages());
    const auto say = [&](const Problem& problem) { return answer(problem, *texts, language); };

    const auto target = split(request.target);
    auto found = find_route(request.method == "HEAD" ? "GET" : request.method, target.path);
    if (!found.route) {
        auto response = say(not_here(found));
        if (!found.allowed.empty()) add_header(response, "Allow", found.allowed);
        return {std::move(response)};
    }
    if (const auto refused = refused_at_the_door(request, context.endpoint.hosts, context.scheme))
        return {say(*refused), found.route};
    if (!target.query.empty() && !found.route->takes_query)
        return {say({"malformed", 400, {"http.no_parameters"}}), found.route};
    if (const auto* action = std::get_if<office::Action>(&found.route->policy)) {
        if (const auto problem = unidentified(context, request, *action)) return {say(*problem), found.route};
        if (const auto problem = not_theirs(context, request, *found.route, *action))
            return {say(*problem), found.route};
    }
    const Call call{request, found.route, std::move(found.parts), target.query, language, std::move(asker)};
    return {handled(context, call), found.route};
}

Response failure(Context& context, std::string_view request_id, std::string_view language,
                 std::exception_ptr what) {
    const auto type = type_of(std::move(what));
    context.log.write(Level::error, "request failed",
                      {{"request", request_id}, {"exception", std::string_view(type)}});
    const Problem problem{"internal", 500, {"http.internal", {{"reference", std::string(request_id)}}}};
    return answer(problem, *context.texts(), language);
}

}  // namespace sodan::http
