#include "office/rules.h"
#include "chain/export.h"
#include "http/handlers.h"
#include "http/headers.h"
#include "http/query.h"
#include "http/viewing.h"
#include "http/waiting.h"

#include <array>

namespace sodan::http {

namespace {

struct ChainAsked {
    std::string format = "json";
    static constexpr bool sparse = true;
};
BOOST_DESCRIBE_STRUCT(ChainAsked, (), (format))

std::string_view type_of(std::string_view format) {
    if (format == "scxml") return "application/scxml+xml";
    return format == "json" ? "application/json" : "text/plain; charset=utf-8";
}

}  // namespace

std::optional<Response> get_rules(Context& context, const Call&) {
    return Response{.body = context.rules()->tables_json()};
}

std::optional<Response> get_facts(Context&, const Call&) {
    return Response{.body = routing::Rules::facts_json()};
}

std::optional<Response> get_chain(Context& context, const Call& call) {
    const auto query = read_query(call.query);
    if (!query) return refused(context, call, query.refusal());
    const auto asked = Reader::read<ChainAsked>(*query);
    if (!asked) return refused(context, call, asked.refusal());
    auto text = chain::exported_as(asked->format);
    if (!text) return refused(context, call, {Refusal::Why::invalid, {"http.no_such_format"}, "/format"});
    return Response{.body = std::move(*text), .type = type_of(asked->format)};
}

std::optional<Response> get_coverage(Context& context, const Call&) { return as_json(context.coverage()); }

std::optional<Response> get_rule_versions(Context& context, const Call& call) {
    return view(context, call, office::view_rule_versions, [](Response& to, const boost::json::object& seen) {
        if (const auto* publication = seen.if_contains("publication"))
            add_header(to, "ETag", etag(publication->as_int64()));
    });
}

std::optional<Response> get_rule_version(Context& context, const Call& call) {
    return view(context, call, [version = call.parts[0]](const office::Viewing& viewing) {
        return office::view_rule_version(viewing, version);
    });
}

}  // namespace sodan::http
