#include "daemon/desk_watch.h"

#include "office/use_cases.h"

namespace sodan::daemon {

using domain::Person;

void DeskWatch::tick() {
    if (!resting()) return;
    auto now = present();
    const auto gone = gone_since(now);
    seen_ = std::move(now);
    if (gone.nobody()) return;
    ++under_way_;
    parts_.store.read([this, gone](office::Reading& reading) {
        try {
            look_at(reading, gone);
        } catch (...) { parts_.failed(std::current_exception()); }
        --under_way_;
    });
}

DeskWatch::Seen DeskWatch::present() const {
    Seen out{parts_.store.office(), parts_.rules.now(), {}};
    for (const auto& person : out.office->people())
        if (is_available(person, parts_.clock.now())) out.there.insert(person.id);
    return out;
}

DeskWatch::Gone DeskWatch::gone_since(const Seen& now) const {
    Gone out;
    const auto add = [&](const Person& person) {
        if (const auto desk = domain::desk_of(person)) out.desks.insert(to_string(*desk));
        if (has_left(person, parts_.clock.now())) out.people.insert(person.id);
    };
    // At the start, and under other rules, nothing is known of any desk.
    const bool is_anew = !seen_.office || seen_.rules != now.rules;
    for (const auto& person : now.office->people()) {
        const auto* before = is_anew ? nullptr : seen_.office->person(person.id);
        const bool has_gone = seen_.there.contains(person.id) && !now.there.contains(person.id);
        if (is_anew || has_gone) add(person);
        if (!before || before->relations == person.relations) continue;
        add(person);
        for (const auto& tie : person.relations)
            if (const auto* other = now.office->person(tie.with)) add(*other);
    }
    return out;
}

void DeskWatch::look_at(office::Reading& reading, const Gone& gone) {
    for (const auto& desk : gone.desks)
        relieve_all(reading, {.shares = {desk}, .desk = desk, .custody = "queued"});
    for (const auto& person : gone.people) relieve_all(reading, {.viewer = person, .mine = true});
}

void DeskWatch::relieve_all(office::Reading& reading, office::CaseQuery query) {
    query.limit = 200;
    do {
        const auto page = reading.list(query);
        for (const auto& row : page.cases)
            if (office::waits_for_nobody(reading, *parts_.rules.now(), parts_.clock.now(), row))
                relieve(row.ref);
        query.cursor = page.next;
    } while (!query.cursor.empty());
}

void DeskWatch::relieve(domain::CaseRef ref) {
    ++under_way_;
    const auto decide = [this, ref, rules = parts_.rules.now()](office::Reading& unit) {
        return office::relieve(unit, *rules, parts_.clock.now(), ref);
    };
    const auto done = [this](const Outcome<office::Answer>& answer, const std::exception_ptr& failed) {
        if (failed) parts_.failed(failed);
        if (!failed && !answer)
            parts_.log.write(http::Level::error, "a case could not leave an empty desk",
                             {{"why", std::string_view(answer.refusal().message.key)}});
        parts_.changed();
        --under_way_;
    };
    parts_.store.submit({{}, decide, done});
}

}  // namespace sodan::daemon
