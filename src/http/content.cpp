#include "http/content.h"

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
    Reads reads;
    Dress dress;
};
using Asking = std::shared_ptr<const Asked>;

const Refusal nobody{Refusal::Why::unidentified, {"http.unknown_person"}};

void put_on_record(const Asking& asked, std::vector<office::ContentRead> reads,
                   std::shared_ptr<Response> response) {
    const auto decide = [asked,
                         reads = std::move(reads)](office::Reading& reading) -> Outcome<office::Written> {
        const auto office = reading.office();
        const auto* person = office->person(asked->person);
        if (!person) return nobody;
        return office::content_read(reading, *person, asked->context.clock.now(), reads);
    };
    const auto done = [asked, response = std::move(response)](const Outcome<office::Answer>& kept,
                                                              const std::exception_ptr& failed) {
        if (failed) {
            if (asked->context.failed) asked->context.failed(failed);
            return asked->waiting.fail(failed);
        }
        if (!kept) return asked->waiting.refuse(kept.refusal());
        asked->waiting.answer(std::move(*response));
    };
    asked->context.store.submit({{}, decide, done});
}

void answer(const Asking& asked, office::Reading& reading) {
    const auto office = reading.office();
    const auto* person = office->person(asked->person);
    if (!person) return asked->waiting.refuse(nobody);
    const auto seen = asked->view({reading, *asked->rules, asked->context.clock.now(), *person});
    if (!seen) return asked->waiting.refuse(seen.refusal());
    auto response = std::make_shared<Response>(as_json(*seen));
    if (asked->dress) asked->dress(*response, *seen);
    auto reads = asked->reads(*seen);
    if (reads.empty()) return asked->waiting.answer(std::move(*response));
    put_on_record(asked, std::move(reads), std::move(response));
}

}  // namespace

std::optional<Response> view_content(Context& context, const Call& call, View view, Reads reads,
                                     Dress dress) {
    const auto asked = std::make_shared<const Asked>(Asked{context, Waiting(context, call), context.rules(),
                                                           std::string(call.request.person), std::move(view),
                                                           std::move(reads), std::move(dress)});
    ++context.reads_under_way;
    context.store.read([asked](office::Reading& reading) {
        try {
            answer(asked, reading);
        } catch (...) { asked->waiting.fail(std::current_exception()); }
        --asked->context.reads_under_way;
    });
    return {};
}

}  // namespace sodan::http
