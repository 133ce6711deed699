#include "http/viewing.h"

#include "http/waiting.h"

#include <memory>

namespace sodan::http {

namespace {

struct Asked {
    Context& context;
    Waiting waiting;
    RulesNow rules;
    std::string person;
    View view;
    Dress dress;
};

void answer(const Asked& asked, office::Reading& reading) {
    const auto office = reading.office();
    const auto* person = office->person(asked.person);
    if (!person) return asked.waiting.refuse({Refusal::Why::unidentified, {"http.unknown_person"}});
    const auto seen = asked.view({reading, *asked.rules, asked.context.clock.now(), *person});
    if (!seen) return asked.waiting.refuse(seen.refusal());
    auto response = as_json(*seen);
    if (asked.dress) asked.dress(response, *seen);
    asked.waiting.answer(std::move(response));
}

}  // namespace

std::optional<Response> view(Context& context, const Call& call, View view, Dress dress) {
    const auto asked =
        std::make_shared<Asked>(Asked{context, Waiting(context, call), context.rules(),
                                      std::string(call.request.person), std::move(view), std::move(dress)});
    ++context.reads_under_way;
    context.store.read([asked](office::Reading& reading) {
        try {
            answer(*asked, reading);
        } catch (...) { asked->waiting.fail(std::current_exception()); }
        --asked->context.reads_under_way;
    });
    return {};
}

}  // namespace sodan::http
