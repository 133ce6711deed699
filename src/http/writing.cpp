#include "http/writing.h"

#include "base/text.h"
#include "http/headers.h"
#include "office/standing.h"

namespace sodan::http {

using office::Acting, office::Written, office::Answer;

namespace {

// By the rules that are in force when it is decided, not when it was asked.
Outcome<Written> decided(const Write& write, office::Reading& reading) {
    const auto office = reading.office();
    const auto* person = office->person(write.person);
    if (!person) return Refusal{Refusal::Why::unidentified, {"http.unknown_person"}};
    const auto rules = write.context.rules();
    return write.decide({reading, *rules, write.context.clock.now(), *person, write.if_match, random_bits,
                         write.context.post});
}

Response written_down(const Answer& answer) {
    Response out{.status = answer.status, .body = answer.body};
    const bool about_a_case = answer.ref != domain::CaseRef{};
    if (answer.version != 0) add_header(out, "ETag", etag(answer.version));
    if (about_a_case && answer.status == 201)
        add_header(out, "Location", "/api/v1/cases/" + to_string(answer.ref));
    return out;
}

void refuse(const Write& write, const Refusal& refusal) {
    if (write.dressed)
        if (auto response = write.dressed(refusal)) return write.waiting.answer(*std::move(response));
    write.waiting.refuse(refusal);
}

void finish(const Write& write, Outcome<Answer> answer, const std::exception_ptr& failed) {
    --write.context.writes_under_way;
    if (failed) {
        if (write.context.failed) write.context.failed(failed);
        return write.waiting.fail(failed);
    }
    if (!answer) return refuse(write, answer.refusal());
    if (write.kept) write.kept();
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

}  // namespace

Outcome<std::shared_ptr<Write>> write_for(Context& context, const Call& call) {
    const auto if_match = read_if_match(call.request.if_match);
    if (!if_match) return if_match.refusal();
    if (auto refusal = refused_key(call.request.idempotency_key)) return *refusal;
    return std::make_shared<Write>(Write{.context = context,
                                         .waiting = Waiting(context, call),
                                         .person = std::string(call.request.person),
                                         .if_match = *if_match,
                                         .key = key_of(call.request)});
}

void send(std::shared_ptr<Write> write) {
    ++write->context.writes_under_way;
    write->context.store.submit({std::move(write->key),
                                 [write](office::Reading& reading) { return decided(*write, reading); },
                                 [write](Outcome<Answer> answer, std::exception_ptr failed) {
                                     finish(*write, std::move(answer), failed);
                                 },
                                 [write](office::Reading& reading, const Answer& before) {
                                     return office::refused_again(reading, write->person, before);
                                 }});
}

}  // namespace sodan::http
