#include "base/text.h"
#include "http/handlers.h"
#include "http/headers.h"
#include "http/json_body.h"
#include "http/waiting.h"
#include "office/use_cases.h"

#include <boost/json/monotonic_resource.hpp>

#include <memory>

namespace sodan::http {

namespace json = boost::json;
using office::Acting, office::Written, office::Answer;

namespace {

constexpr std::size_t most_bodies =
    8 * 1024;  // bytes of parsed JSON that fit on the stack: no allocation for them

using Decide = std::function<Outcome<Written>(const Acting&)>;

// A write on its way through the store.
struct Write {
    Context& context;
    Waiting waiting;
    RulesNow rules;
    std::string person;
    std::optional<std::int64_t> if_match;
    Decide decide;
    bool logs = false;
};

Outcome<Written> decided(const Write& write, office::Reading& reading) {
    const auto office = reading.office();
    const auto* person = office->person(write.person);
    if (!person) return Refusal{Refusal::Why::unidentified, {"http.unknown_person"}};
    return write.decide(
        {reading, *write.rules, write.context.clock.now(), *person, write.if_match, random_bits});
}

Response written_down(const Answer& answer) {
    Response out{.status = answer.status, .body = answer.body};
    const bool about_a_case = answer.ref != domain::CaseRef{};
    if (about_a_case) add_header(out, "ETag", etag(answer.version));
    if (about_a_case && answer.status == 201)
        add_header(out, "Location", "/api/v1/cases/" + to_string(answer.ref));
    return out;
}

void finish(const Write& write, Outcome<Answer> answer, const std::exception_ptr& failed) {
    --write.context.writes_under_way;
    if (failed) {
        if (write.context.failed) write.context.failed(failed);
        return write.waiting.fail(failed);
    }
    if (!answer) return write.waiting.refuse(answer.refusal());
    write.waiting.answer([&context = write.context, logs = write.logs, answer = std::move(*answer)] {
        if (logs) context.metrics.logged_inquiry();
        if (context.changed) context.changed();
        return written_down(answer);
    });
}

std::optional<office::IdempotencyKey> key_of(const Request& request) {
    if (request.idempotency_key.empty()) return {};
    std::string all;
    all.append(request.method).append(" ").append(request.target).append("\n").append(request.body);
    return office::IdempotencyKey{std::string(request.person), std::string(request.idempotency_key),
                                  hash_hex(all)};
}

std::optional<Response> submit(Context& context, const Call& call, Decide decide, bool logs = false) {
    const auto if_match = read_if_match(call.request.if_match);
    if (!if_match) return refused(context, call, if_match.refusal());
    if (const auto refusal = refused_key(call.request.idempotency_key))
        return refused(context, call, *refusal);

    const auto write =
        std::make_shared<Write>(Write{context, Waiting(context, call), context.rules(),
                                      std::string(call.request.person), *if_match, std::move(decide), logs});
    ++context.writes_under_way;
    context.store.submit({key_of(call.request),
                          [write](office::Reading& reading) { return decided(*write, reading); },
                          [write](Outcome<Answer> answer, std::exception_ptr failed) {
                              finish(*write, std::move(answer), failed);
                          }});
    return {};
}

// Reads the body as JSON and hands it to `read`; the JSON is gone afterwards.
template <class Read> auto read_body(const Call& call, Read read) -> decltype(read(json::value{})) {
    unsigned char room[most_bodies];
    json::monotonic_resource memory(room, sizeof room);
    const auto body = read_json(call.request.body, &memory);
    if (!body) return body.refusal();
    return read(*body);
}

std::string_view last_part(std::string_view pattern) { return pattern.substr(pattern.rfind('/') + 1); }

Refusal no_such_case() { return {Refusal::Why::not_found, {"http.no_such_case"}}; }

}  // namespace

std::optional<Response> log_inquiry(Context& context, const Call& call) {
    auto inquiry =
        read_body(call, [](const json::value& body) { return Reader::read<office::LogInquiry>(body); });
    if (!inquiry) return refused(context, call, inquiry.refusal());
    return submit(
        context, call,
        [inquiry = std::move(*inquiry)](const Acting& acting) {
            return office::log_inquiry(acting, inquiry);
        },
        true);
}

std::optional<Response> case_command(Context& context, const Call& call) {
    const auto ref = domain::CaseRef::parse(call.parts[0]);
    if (!ref) return refused(context, call, no_such_case());
    const auto name = last_part(call.route->pattern);
    auto command =
        read_body(call, [&](const json::value& body) { return office::read_case_command(name, body); });
    if (!command) return refused(context, call, command.refusal());
    return submit(context, call, [ref = *ref, command = std::move(*command)](const Acting& acting) {
        return office::command(acting, ref, command);
    });
}

std::optional<Response> person_command(Context& context, const Call& call) {
    const auto name = last_part(call.route->pattern);
    auto command =
        read_body(call, [&](const json::value& body) { return office::read_person_command(name, body); });
    if (!command) return refused(context, call, command.refusal());
    return submit(context, call, [id = call.parts[0], command = std::move(*command)](const Acting& acting) {
        return office::command(acting, id, command);
    });
}

}  // namespace sodan::http
