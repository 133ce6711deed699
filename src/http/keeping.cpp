// Keys, retention, the record and search: what is asked of what is sealed.

#include "http/content.h"
#include "http/handlers.h"
#include "http/query.h"
#include "http/waiting.h"
#include "http/writing.h"
#include "office/anchoring.h"
#include "office/incident.h"
#include "office/key_keeping.h"
#include "office/rights.h"
#include "office/search.h"

#include <chrono>

namespace sodan::http {

namespace json = boost::json;
using domain::CaseRef;
using office::Acting, office::Viewing, office::Written;
using std::chrono::steady_clock;

namespace {

constexpr auto longest_search = std::chrono::seconds(2);

template <class Body> Outcome<Body> body_of(const Call& call) {
    return read_body(call, [](const json::value& body) { return Reader::read<Body>(body); });
}

std::optional<Response> submitted(Context& context, const Call& call, Decide decide,
                                  std::function<void()> kept = {}) {
    const auto write = write_for(context, call);
    if (!write) return refused(context, call, write.refusal());
    (*write)->decide = std::move(decide);
    (*write)->kept = std::move(kept);
    send(*write);
    return {};
}

}  // namespace

std::optional<Response> search_cases(Context& context, const Call& call) {
    const auto asked = body_of<office::SearchCases>(call);
    if (!asked) return refused(context, call, asked.refusal());
    if (context.searching.exchange(true))
        return refused(context, call, {Refusal::Why::busy, {"search.busy"}});
    const auto look = [&context, asked = *asked](const Viewing& viewing) {
        const std::shared_ptr<void> ended(nullptr, [&](void*) { context.searching = false; });
        const auto until = steady_clock::now() + longest_search;
        const office::SearchLimits limits{.out_of_time = [until] { return steady_clock::now() > until; }};
        return office::search_cases(viewing, asked, limits);
    };
    return view_content(context, call, look, reads_of_each(office::ReadOf::search));
}

std::optional<Response> get_keys(Context& context, const Call& call) {
    return view(context, call,
                [keys = context.keys](const Viewing& viewing) { return office::view_keys(viewing, *keys); });
}

std::optional<Response> get_retention(Context& context, const Call& call) {
    return view(context, call, [keys = context.keys](const Viewing& viewing) {
        return office::view_retention(viewing, *keys);
    });
}

std::optional<Response> rotate_keys(Context& context, const Call& call) {
    return submitted(context, call, [keys = context.keys](const Acting& acting) {
        return office::rotate_keys(acting, *keys);
    });
}

namespace {

using Destroy = Outcome<office::Destroying> (*)(const Acting&, const seal::KeyRing&, const std::string&,
                                                const office::DestroyKey&);

// On record first. A retry gets its answer, and destroys nothing.
std::optional<Response> destroyed(Context& context, const Call& call, Destroy destroy) {
    const auto asked = body_of<office::DestroyKey>(call);
    if (!asked) return refused(context, call, asked.refusal());
    const auto keys = context.keys;
    const auto names = std::make_shared<std::vector<std::string>>();
    const auto decide = [=, asked = *asked, key = call.parts[0]](const Acting& acting) -> Outcome<Written> {
        auto decided = destroy(acting, *keys, key, asked);
        if (!decided) return decided.refusal();
        *names = std::move(decided->keys);
        return std::move(decided->written);
    };
    return submitted(context, call, decide, [keys, names] {
        for (const auto& name : *names) keys->destroy(name);
    });
}

}  // namespace

std::optional<Response> destroy_quarter(Context& context, const Call& call) {
    return destroyed(context, call, office::destroy_quarter);
}

std::optional<Response> destroy_epoch(Context& context, const Call& call) {
    return destroyed(context, call, office::destroy_epoch);
}

std::optional<Response> erase_case(Context& context, const Call& call) {
    const auto ref = CaseRef::parse(call.parts[0]);
    if (!ref) return refused(context, call, {Refusal::Why::not_found, {"case.not_found"}});
    const auto asked = body_of<office::EraseCase>(call);
    if (!asked) return refused(context, call, asked.refusal());
    return submitted(context, call, [ref = *ref, asked = *asked](const Acting& acting) {
        return office::erase_case(acting, ref, asked);
    });
}

std::optional<Response> get_record(Context& context, const Call& call) {
    return view(context, call, [keys = context.keys](const Viewing& viewing) -> Outcome<json::object> {
        if (auto refusal = must_be_allowed(viewing.person, office::Action::verify_record)) return *refusal;
        return office::view_record(viewing.reading, keys->record().public_key());
    });
}

std::optional<Response> get_incident(Context& context, const Call& call) {
    const auto query = read_query(call.query);
    if (!query) return refused(context, call, query.refusal());
    const auto asked = Reader::read<office::IncidentAsked>(*query);
    if (!asked) return refused(context, call, asked.refusal());
    return view(context, call,
                [asked = *asked](const Viewing& viewing) { return office::draft_incident(viewing, asked); });
}

}  // namespace sodan::http
