#include "http/content.h"
#include "http/csv.h"
#include "http/handlers.h"
#include "http/headers.h"
#include "http/query.h"
#include "http/viewing.h"
#include "http/waiting.h"
#include "office/alarm_board.h"
#include "office/people_views.h"
#include "office/views.h"

#include <stdexcept>

namespace sodan::http {

namespace json = boost::json;
using domain::CaseRef;

namespace {

using CaseView = Outcome<json::object> (*)(const office::Viewing&, CaseRef);
using OfficeView = Outcome<json::object> (*)(const office::Viewing&);

std::optional<Response> view_of_case(Context& context, const Call& call, CaseView ask, Dress dress = {}) {
    const auto ref = CaseRef::parse(call.parts[0]);
    if (!ref) return refused(context, call, {Refusal::Why::not_found, {"case.not_found"}});
    return view(
        context, call, [ask, ref = *ref](const office::Viewing& viewing) { return ask(viewing, ref); },
        dress);
}

// What was said in the case is shown: that is on record first.
std::optional<Response> content_of_case(Context& context, const Call& call, CaseView ask,
                                        office::ReadOf what) {
    const auto ref = CaseRef::parse(call.parts[0]);
    if (!ref) return refused(context, call, {Refusal::Why::not_found, {"case.not_found"}});
    return view_content(
        context, call, [ask, ref = *ref](const office::Viewing& viewing) { return ask(viewing, ref); },
        [ref = *ref, what](const json::object&) {
            return std::vector{office::ContentRead{ref, what}};
        });
}

void add_etag(Response& to, const json::object& seen) {
    add_header(to, "ETag", etag(seen.at("case").at("version").as_int64()));
}

// The next page's address: the same questions, from where this page ended (RFC 8288).
std::string next_page(std::string_view path, const json::object& asked, std::string_view cursor) {
    auto out = "<" + std::string(path) + "?";
    for (const auto& [name, value] : asked)
        if (name != "cursor") out += encoded(name) + "=" + encoded(value.get_string()) + "&";
    return out + "cursor=" + encoded(cursor) + ">; rel=\"next\"";
}

Outcome<json::object> page(const office::Viewing& viewing, const office::ListRequest& asked) {
    try {
        return office::view_cases(viewing, asked);
    } catch (const std::invalid_argument&) {  // what the store says to a cursor that it never gave out
        return Refusal{Refusal::Why::invalid, {"http.not_a_cursor"}, "/cursor"};
    }
}

template <class T> Outcome<T> asked_for(const Call& call) {
    const auto query = read_query(call.query);
    if (!query) return query.refusal();
    return Reader::read<T>(*query);
}

struct HostsAsked {
    std::string on;
    static constexpr bool sparse = true;
};
BOOST_DESCRIBE_STRUCT(HostsAsked, (), (on))

struct DutyAsked {
    std::string at;
    static constexpr bool sparse = true;
};
BOOST_DESCRIBE_STRUCT(DutyAsked, (), (at))

struct MessagesAsked {
    std::string state;  // only those that failed are listed beyond their case
};
BOOST_DESCRIBE_STRUCT(MessagesAsked, (), (state))

struct DirectoryAsked {
    std::string q;
    static constexpr bool sparse = true;
};
BOOST_DESCRIBE_STRUCT(DirectoryAsked, (), (q))

}  // namespace

std::optional<Response> get_cases(Context& context, const Call& call) {
    const auto query = read_query(call.query);
    if (!query) return refused(context, call, query.refusal());
    const auto asked = Reader::read<office::ListRequest>(*query);
    if (!asked) return refused(context, call, asked.refusal());
    const auto dress = [query = *query, as_csv = wants_csv(call.request)](Response& to,
                                                                          const json::object& page) {
        const auto* next = page.if_contains("next");
        if (next && next->is_string() && !next->get_string().empty())
            add_header(to, "Link", next_page("/api/v1/cases", query, next->get_string()));
        if (as_csv) make_csv_of_cases(to, page);
    };
    const auto look = [asked = *asked](const office::Viewing& viewing) { return page(viewing, asked); };
    return wants_csv(call.request)
               ? view_content(context, call, look, reads_of_each(office::ReadOf::file), dress)
               : view(context, call, look, dress);
}

std::optional<Response> get_case(Context& context, const Call& call) {
    const auto ref = CaseRef::parse(call.parts[0]);
    if (!ref) return refused(context, call, {Refusal::Why::not_found, {"case.not_found"}});
    const auto question = [ref = *ref](const json::object& seen) {
        const bool has_question = seen.at("case").as_object().contains("question");
        return std::vector<office::ContentRead>{
            {ref, has_question ? office::ReadOf::question : office::ReadOf::facts}};
    };
    return view_content(
        context, call,
        [ref = *ref](const office::Viewing& viewing) { return office::view_case(viewing, ref); }, question,
        add_etag);
}
std::optional<Response> get_history(Context& context, const Call& call) {
    return content_of_case(context, call, office::view_history, office::ReadOf::history);
}
std::optional<Response> get_decisions(Context& context, const Call& call) {
    return content_of_case(context, call, office::view_decisions, office::ReadOf::decisions);
}
std::optional<Response> get_reads(Context& context, const Call& call) {
    return view_of_case(context, call, office::view_reads);
}
std::optional<Response> get_messages(Context& context, const Call& call) {
    return view_of_case(context, call, office::view_messages);
}

std::optional<Response> get_conflicts(Context& context, const Call& call) {
    return view_of_case(context, call, office::view_conflicts);
}
std::optional<Response> get_disclosures(Context& context, const Call& call) {
    return view_of_case(context, call, office::view_disclosures);
}

std::optional<Response> get_alarms(Context& context, const Call& call) {
    const auto query = read_query(call.query);
    if (!query) return refused(context, call, query.refusal());
    const auto asked = Reader::read<office::AlarmsRequest>(*query);
    if (!asked) return refused(context, call, asked.refusal());
    const auto dress = [query = *query](Response& to, const json::object& page) {
        if (const auto& next = page.at("next").get_string(); !next.empty())
            add_header(to, "Link", next_page("/api/v1/alarms", query, next));
    };
    return view(
        context, call,
        [asked = *asked](const office::Viewing& viewing) { return office::view_alarms(viewing, asked); },
        dress);
}

std::optional<Response> get_failed_messages(Context& context, const Call& call) {
    const auto asked = asked_for<MessagesAsked>(call);
    if (!asked) return refused(context, call, asked.refusal());
    if (asked->state != "failed")
        return refused(context, call,
                       {Refusal::Why::invalid, {"list.bad_filter", {{"known", "failed"}}}, "/state"});
    return view(context, call, OfficeView{office::view_failed_messages});
}

std::optional<Response> get_me(Context& context, const Call& call) {
    return view(context, call, OfficeView{office::view_me});
}
std::optional<Response> get_desks(Context& context, const Call& call) {
    return view(context, call, OfficeView{office::view_desks});
}
std::optional<Response> get_people(Context& context, const Call& call) {
    const auto asked = asked_for<office::PeopleRequest>(call);
    if (!asked) return refused(context, call, asked.refusal());
    return view(context, call, [asked = *asked](const office::Viewing& viewing) {
        return office::view_people(viewing, asked);
    });
}

std::optional<Response> get_hand_over(Context& context, const Call& call) {
    return view(context, call, [id = call.parts[0]](const office::Viewing& viewing) {
        return office::view_hand_over(viewing, id);
    });
}

std::optional<Response> get_hand_overs(Context& context, const Call& call) {
    return view(context, call, OfficeView{office::view_hand_overs});
}

std::optional<Response> get_duty(Context& context, const Call& call) {
    const auto asked = asked_for<DutyAsked>(call);
    if (!asked) return refused(context, call, asked.refusal());
    return view(context, call,
                [at = asked->at](const office::Viewing& viewing) { return office::view_duty(viewing, at); });
}

std::optional<Response> get_hosts(Context& context, const Call& call) {
    const auto asked = asked_for<HostsAsked>(call);
    if (!asked) return refused(context, call, asked.refusal());
    const auto seen = office::view_hosts(*context.store.office(), asked->on);
    return seen ? as_json(*seen) : refused(context, call, seen.refusal());
}

std::optional<Response> get_directory(Context& context, const Call& call) {
    const auto asked = asked_for<DirectoryAsked>(call);
    if (!asked) return refused(context, call, asked.refusal());
    const auto seen = office::view_directory(*context.store.office(), asked->q);
    return seen ? as_json(*seen) : refused(context, call, seen.refusal());
}

}  // namespace sodan::http
