#include "chain/export.h"
#include "http/handlers.h"
#include "http/query.h"
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

std::optional<Response> reload_rules(Context& context, const Call& call) {
    if (const auto refusal = refused_to_outsiders(context, call)) return refused(context, call, *refusal);
    context.reload_rules([waiting = Waiting(context, call)](Outcome<std::string> version) {
        if (version)
            waiting.answer(as_json({{"version", *version}}));
        else
            waiting.refuse(version.refusal());
    });
    return {};
}

}  // namespace sodan::http
