#include "http/granting.h"

#include "base/text.h"

#include <memory>

namespace sodan::http {

using office::Acting, office::Answer, office::Granted, office::Reading, office::Written;

namespace {

struct UnderWay {
    Granting wish;
    Granted made{};
};

Outcome<Written> decided(UnderWay& one, Reading& reading) {
    auto granted = one.wish.decide(reading);
    if (!granted) return granted.refusal();
    one.made = *std::move(granted);
    return Written{.changes = one.made.changes};
}

void finish(const UnderWay& one, const Outcome<Answer>& answer, const std::exception_ptr& failed) {
    auto& context = one.wish.context;
    --context.writes_under_way;
    if (failed) {
        if (context.failed) context.failed(failed);
        return one.wish.waiting.fail(failed);
    }
    if (answer) context.passes.take(one.made.changes.passes);
    if (one.wish.told) one.wish.told(static_cast<bool>(answer));
    if (!answer) return one.wish.waiting.refuse(answer.refusal());
    one.wish.waiting.answer(one.wish.present ? one.wish.present(one.made) : as_json(one.made.answer));
}

}  // namespace

void grant(Granting wish) {
    const auto one = std::make_shared<UnderWay>(UnderWay{std::move(wish)});
    ++one->wish.context.writes_under_way;
    one->wish.context.store.submit({{},
                                    [one](Reading& reading) { return decided(*one, reading); },
                                    [one](const Outcome<Answer>& answer, const std::exception_ptr& failed) {
                                        finish(*one, answer, failed);
                                    }});
}

std::function<Outcome<Granted>(Reading&)> as_person(Context& context,
                                                    std::shared_ptr<const office::Bearer> bearer,
                                                    DecideAsPerson decide) {
    return [&context, bearer = std::move(bearer),
            decide = std::move(decide)](Reading& reading) -> Outcome<Granted> {
        const auto office = reading.office();
        const auto* person = office->person(bearer->person);
        if (!person) return Refusal{Refusal::Why::unidentified, {"http.unknown_person"}};
        const auto rules = context.rules();
        return decide({reading, *rules, context.clock.now(), *person, {}, random_bits}, *bearer);
    };
}

}  // namespace sodan::http
