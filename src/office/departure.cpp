#include "office/departure.h"

#include "office/acts.h"

#include <boost/json/object.hpp>

#include <algorithm>
#include <iterator>

namespace sodan::office {

namespace json = boost::json;
using chain::Custody;
using domain::Person, domain::PersonId;
using routing::Cause, routing::Window;

namespace {

std::shared_ptr<const domain::Office> without(const domain::Office& office, Person leaver, Instant now) {
    leaver.left = now;
    return std::make_shared<const domain::Office>(office.with(std::move(leaver)));
}

bool contains(const std::vector<PersonId>& people, const PersonId& one) {
    return std::ranges::find(people, one) != people.end();
}

template <class T> void append(std::vector<T>& to, std::vector<T>&& some) {
    to.insert(to.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
}

json::object because(const std::string& reason) {
    return reason.empty() ? json::object{} : json::object{{"reason", reason}};
}

}  // namespace

std::vector<CaseRow> all_of(Reading& reading, CaseQuery query) {
    std::vector<CaseRow> out;
    query.limit = 200;
    do {
        auto page = reading.list(query);
        append(out, std::move(page.cases));
        query.cursor = page.next;
    } while (!query.cursor.empty());
    return out;
}

Departure::Departure(Reading& reading, const routing::Rules& rules, Instant now, const Person& leaver,
                     std::string actor)
    : reading_(reading),
      rules_(rules),
      now_(now),
      leaver_(leaver),
      actor_(std::move(actor)),
      without_(without(*reading.office(), leaver, now)) {}

routing::Moment Departure::moment() const {
    return {.office = *without_, .now = now_, .load = [this](const PersonId& id) {
                const auto given = given_.find(id);
                return reading_.open_cases_held_by(id) + (given == given_.end() ? 0 : given->second);
            }};
}

Instant Departure::due(const CaseFile& file, const std::string& desk, Window window) const {
    return due_at(rules_, file.memory(), desk, window, now_);
}

std::vector<Passing> Departure::planned(const Successors& successors) {
    std::vector<Passing> out;
    for (const auto& row : all_of(reading_, {.viewer = leaver_.id, .mine = true})) {
        out.push_back(planned(row, successors));
        if (out.back().person) ++given_[*out.back().person];
    }
    return out;
}

Passing Departure::planned(const CaseRow& row, const Successors& successors) {
    const CaseFile file(row, {});
    if (is_walled(actor_, row)) return by_the_rules(row, file);
    const auto named = successors.of.find(row.ref);
    const auto chosen = named != successors.of.end() ? std::optional(named->second) : successors.of_all;
    return chosen ? for_chosen(row, file, *chosen) : by_the_rules(row, file);
}

// The chosen one as the rules judge them, at their own desk; else the case stays with its own, and says why.
Passing Departure::for_chosen(const CaseRow& row, const CaseFile& file, const PersonId& chosen) {
    const auto* person = without_->person(chosen);
    const auto desk = person ? domain::desk_of(*person) : std::nullopt;
    const auto instead = [&](Passed how) {
        auto out = by_the_rules(row, file);
        out.person.reset();
        out.how = how;
        return out;
    };
    if (!desk) return instead(Passed::no_desk);
    const auto name = to_string(*desk);
    if (name != row.desk && must_not_be_refused(file, desk->kind, false)) return instead(Passed::no_consent);
    const auto there = rules_.candidates(*desk, standing(reading_, file), moment());
    if (!contains(there.eligible, chosen)) return instead(Passed::cannot_act);
    return {row, name, chosen, Passed::as_chosen};
}

Passing Departure::by_the_rules(const CaseRow& row, const CaseFile& file) {
    const auto from = desk_named(row.desk);
    if (from.kind == domain::DeskKind::supervisor) return {row, row.desk, {}, Passed::by_the_rules};
    const auto here = rules_.candidates(from, standing(reading_, file), moment());
    if (!here.eligible.empty()) return {row, row.desk, here.eligible.front(), Passed::by_the_rules};
    const auto next = rules_.next_route(from, Cause::absent, standing(reading_, file), moment());
    if (next.desk == row.desk || must_not_be_refused(file, desk_named(next.desk).kind, false))
        return {row, row.desk, {}, Passed::nobody_there};
    const auto first = next.eligible.empty() ? std::nullopt : std::optional(next.eligible.front());
    return {row, next.desk, first, Passed::desk_is_empty};
}

// Until nobody in particular has it.
std::optional<Refusal> Departure::let_go(CaseFile& file, const std::string& reason) const {
    const auto desk = file.memory().desk;
    const auto then = due(file, desk, Window::pick_up);
    if (file.state().custody == Custody::offered)
        if (auto refusal = file.take(chain::OfferWithdrawn{then})) return refusal;
    if (file.state().custody == Custody::monitoring)
        return file.take(chain::LookedAgain{desk, then}, because(reason));
    return file.take(chain::Released{then}, because(reason));
}

std::optional<Refusal> Departure::pass_on(const Passing& passing, const std::string& reason,
                                          Changes& changes) {
    CaseFile file(passing.row, {.actor = actor_, .now = now_});
    if (auto refusal = let_go(file, reason)) return refusal;
    if (passing.desk != passing.row.desk) {
        const chain::Moved event{passing.desk, due(file, passing.desk, Window::pick_up), "handed_over"};
        if (auto refusal = file.take(event)) return refusal;
    }
    if (passing.person)
        if (auto refusal = file.take(chain::MeantFor{*passing.person})) return refusal;
    if (passing.person) file.tell("person:" + *passing.person, "handed_over");
    file.tell("desk:" + passing.desk, "handed_over");
    if (passing.how == Passed::nobody_there) file.tell("duty:coordinator", "alarm");
    add(changes, changes_of(reading_, file));
    return {};
}

std::optional<Refusal> Departure::decline_offers(Changes& changes) {
    const CaseQuery asked{.viewer = leaver_.id,
                          .shares = {"person:" + leaver_.id},
                          .custody = std::string(code(Custody::offered))};
    for (const auto& row : all_of(reading_, asked)) {
        if (row.holder == leaver_.id) continue;
        CaseFile file(row, {.actor = actor_, .now = now_});
        if (!file.memory().offered_to || file.memory().offered_to->person != leaver_.id) continue;
        const auto then = due(file, file.memory().desk, Window::next_contact);
        if (auto refusal = file.take(chain::Declined{domain::DeclineReason::absent, then})) return refusal;
        if (file.memory().holder) file.tell("person:" + *file.memory().holder, "declined");
        add(changes, changes_of(reading_, file));
    }
    return {};
}

}  // namespace sodan::office
