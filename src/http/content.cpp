#include "http/content.h"

#include "base/text.h"
#include "http/waiting.h"

#include <algorithm>
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

using Decided = std::function<Outcome<office::Written>(office::Reading&)>;

Decided read_by(const Asking& asked, std::vector<office::ContentRead> reads) {
    return [asked, reads = std::move(reads)](office::Reading& reading) -> Outcome<office::Written> {
        const auto office = reading.office();
        const auto* person = office->person(asked->person);
        if (!person) return nobody;
        const auto rules = asked->context.rules();
        return office::content_read({reading, *rules, asked->context.clock.now(), *person, {}, random_bits},
                                    reads);
    };
}

void put_on_record(const Asking& asked, std::vector<office::ContentRead> reads,
                   std::shared_ptr<Response> response) {
    const auto done = [asked, response = std::move(response)](const Outcome<office::Answer>& kept,
                                                              const std::exception_ptr& failed) {
        if (failed) {
            if (asked->context.failed) asked->context.failed(failed);
            return asked->waiting.fail(failed);
        }
        if (!kept) return asked->waiting.refuse(kept.refusal());
        asked->waiting.answer(std::move(*response));
    };
    asked->context.store.submit({{}, read_by(asked, std::move(reads)), done});
}

// Beside the answer, which does not wait for it: a full disk hides no facts.
void note(const Asking& asked, std::vector<office::ContentRead> reads) {
    const auto done = [asked](const Outcome<office::Answer>&, const std::exception_ptr& failed) {
        if (failed && asked->context.failed) asked->context.failed(failed);
    };
    asked->context.store.submit({{}, read_by(asked, std::move(reads)), done});
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
    const auto is_noted = [](const auto& one) { return office::is_only_noted(one.what); };
    if (std::ranges::all_of(reads, is_noted)) {
        if (!reads.empty()) note(asked, std::move(reads));
        return asked->waiting.answer(std::move(*response));
    }
    put_on_record(asked, std::move(reads), std::move(response));
}

}  // namespace

Reads reads_of_each(office::ReadOf what) {
    return [what](const boost::json::object& page) {
        std::vector<office::ContentRead> out;
        for (const auto& item : page.at("items").as_array()) {
            const auto& text = item.at("ref").as_string();
            if (const auto ref = domain::CaseRef::parse({text.data(), text.size()}))
                out.push_back({*ref, what});
        }
        return out;
    };
}

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
