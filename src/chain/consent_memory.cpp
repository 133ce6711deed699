// What a case remembers of consent, and of overrides until they are settled.

#include "chain/memory.h"

#include <algorithm>
#include <iterator>

namespace sodan::chain {

namespace {

bool is_owed(const Terms& one) { return one.overridden_by && !is_settled(one); }

template <class Change> void each_override(Memory& memory, Change change) {
    for (auto* all : {&memory.terms, &memory.owed_overrides})
        for (auto& one : *all)
            if (one.overridden_by) change(one);
    std::erase_if(memory.owed_overrides, is_settled);
}

}  // namespace

bool is_settled(const Terms& of_override) { return of_override.confirmed_by && of_override.told_on; }

std::vector<Terms> unsettled_overrides(const Memory& memory) {
    auto out = memory.owed_overrides;
    std::ranges::copy_if(memory.terms, std::back_inserter(out), is_owed);
    return out;
}

// A later word on the same changes what holds from now on, and not what an override still owes.
void remember(Memory& memory, const ConsentRecorded& e) {
    memory.consent[e.scope] = e.state;
    const auto replaced = std::ranges::stable_partition(memory.terms, [&](const Terms& one) {
        return one.scope != e.scope || one.institution != e.institution;
    });
    std::ranges::copy_if(replaced, std::back_inserter(memory.owed_overrides), is_owed);
    memory.terms.erase(replaced.begin(), replaced.end());
    if (e.until || e.institution || e.confirm_by)
        memory.terms.push_back(
            {e.scope, e.institution, e.state, e.until, e.ground, e.by, {}, e.at, e.confirm_by, {}});
}
void remember(Memory& memory, const OverrideConfirmed& e) {
    each_override(memory, [&](Terms& one) {
        const bool is_meant = one.scope == e.scope && one.overridden_by != e.by && !one.confirmed_by;
        if (is_meant) one.confirmed_by = e.by, one.confirm_by.reset();
    });
}
void remember(Memory& memory, const OverrideReminded& e) {
    each_override(memory, [&](Terms& one) {
        if (one.confirm_by && *one.confirm_by < e.again) one.confirm_by = e.again;
    });
}
void remember(Memory& memory, const CallerTold& e) {
    each_override(memory, [&](Terms& one) {
        const bool was_before = !one.overridden_at || *one.overridden_at <= e.on;
        if (one.scope == e.scope && !one.told_on && was_before) one.told_on = e.on;
    });
}

}  // namespace sodan::chain
