#include "routing/staff_services.h"

#include <algorithm>

namespace sodan::routing {

namespace {

// The desks of which the caller said that they may not know, as bits.
constexpr unsigned advisor_refused = 1, leader_refused = 2, department_refused = 4, refusals = 8;

DeskReaches with_refusals(DeskReaches out, unsigned refused) {
    if ((refused & advisor_refused) != 0 && out.advisor != Reach::none) out.advisor = Reach::barred;
    if ((refused & leader_refused) != 0 && out.leader != Reach::none) out.leader = Reach::barred;
    if ((refused & department_refused) != 0 && out.department != Reach::none) out.department = Reach::barred;
    return out;
}

// Everybody there and free; a desk that the caller refused stays closed.
DeskReaches with_all_there(DeskReaches out, unsigned refused) {
    for (auto* reach : {&out.advisor, &out.leader, &out.department, &out.coordinator})
        if (*reach != Reach::none) *reach = Reach::own_language;
    return with_refusals(out, refused);
}

}  // namespace

bool Services::advance(Facts& facts) const {
    for (const auto fact : asked_) {
        const auto next = facts[fact] + 1U;
        const bool is_there = next < values_of(fact).size();
        facts.set(fact, is_there ? next : 0U);
        if (is_there) return true;
    }
    return false;
}

// A refused desk is barred, and the facts say the same where a table asks for them.
bool Services::agree(const Facts& facts, unsigned refused) const {
    const auto agrees = [&](Fact fact, bool is_refused) {
        return std::ranges::find(asked_, fact) == asked_.end() || (facts[fact] == 1) == is_refused;
    };
    return agrees(Fact::consent_advisor, (refused & advisor_refused) != 0) &&
           agrees(Fact::consent_department, (refused & department_refused) != 0);
}

// `use` says whether to go on.
template <class Use> void Services::each_inquiry(std::uint8_t language_group, Use use) const {
    Facts facts;
    facts.set(Fact::language_group, language_group);
    do {
        for (unsigned refused = 0; refused < refusals; ++refused)
            if (agree(facts, refused) && !use(facts, refused)) return;
    } while (advance(facts));
}

Grade Services::grade(const Facts& facts, const DeskReaches& reaches, unsigned refused) const {
    const auto ending = route_.ending(facts, with_refusals(reaches, refused));
    if (ending.reach > Reach::interpreter) return Grade::nobody;
    if (ending.desk != route_.ending(facts, with_all_there(reaches, refused)).desk) return Grade::handed_over;
    return ending.reach == Reach::own_language ? Grade::own_language : Grade::through_an_interpreter;
}

const Service& Services::of(std::uint8_t language_group, const DeskReaches& reaches) {
    const auto [at, is_new] = known_.try_emplace({language_group, reaches});
    if (!is_new) return at->second;
    auto& out = at->second;
    each_inquiry(language_group, [&](const Facts& facts, unsigned refused) {
        out.push_back(grade(facts, reaches, refused));
        ++endings_;
        return !gave_up();
    });
    if (gave_up()) out.clear();
    return out;
}

Services::Inquiry Services::inquiry(std::uint8_t language_group, const DeskReaches& reaches,
                                    std::size_t place) const {
    Inquiry out{};
    each_inquiry(language_group, [&](const Facts& facts, unsigned refused) {
        if (place-- > 0) return true;
        out = {facts, route_.ending(facts, with_refusals(reaches, refused)).desk};
        return false;
    });
    return out;
}

}  // namespace sodan::routing
