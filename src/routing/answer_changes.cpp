#include "routing/answer_changes.h"

#include "routing/boxes.h"

#include <algorithm>
#include <functional>

namespace sodan::routing {

namespace {

struct Changed {
    Box box;
    std::string before, after;
};
using AllChanged = std::optional<std::vector<Changed>>;

AllChanged decided_otherwise(const Boxes& before, const Boxes& after) {
    const auto then = before.decided(), now = after.decided();
    if (!then || !now) return {};
    std::vector<Changed> out;
    for (const auto& a : *then)
        for (const auto& b : *now) {
            if (a.says == b.says) continue;
            auto box = common(a.box, b.box);
            if (!is_empty(box)) out.push_back({std::move(box), a.says, b.says});
            if (out.size() > most_boxes) return {};
        }
    return out;
}

// Where some rule of `with` says something that none of `missing` says. Each is left out of what came before,
// so that no combination is counted twice.
AllChanged said_only_by(const Boxes& with, const Boxes& missing) {
    std::vector<Changed> out;
    for (std::size_t i = 0; i < with.rules().size(); ++i) {
        const auto& rule = with.rules()[i];
        std::vector<Box> left{rule.box};
        const auto leave_out = [&](const Answered& other) {
            if (other.says == rule.says) left = without(std::move(left), other.box);
        };
        std::ranges::for_each(missing.rules(), leave_out);
        std::for_each(with.rules().begin(), with.rules().begin() + static_cast<std::ptrdiff_t>(i), leave_out);
        for (auto& box : left)
            if (!is_empty(box)) out.push_back({std::move(box), "", rule.says});
        if (out.size() > most_boxes) return {};
    }
    return out;
}

AllChanged collected_otherwise(const Boxes& before, const Boxes& after) {
    auto out = said_only_by(after, before);
    auto gone = said_only_by(before, after);
    if (!out || !gone) return {};
    for (auto& one : *gone) out->push_back({std::move(one.box), std::move(one.after), ""});
    return out;
}

// The one slot in which two boxes differ; nothing when they differ in more.
std::optional<std::size_t> only_difference(const Box& a, const Box& b) {
    std::optional<std::size_t> out;
    for (std::size_t slot = 0; slot < a.size(); ++slot) {
        if (a[slot] == b[slot]) continue;
        if (out) return {};
        out = slot;
    }
    return out;
}

bool join_one(std::vector<Changed>& all) {
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = i + 1; j < all.size(); ++j) {
            if (all[i].before != all[j].before || all[i].after != all[j].after) continue;
            const auto slot = only_difference(all[i].box, all[j].box);
            if (!slot) continue;
            all[i].box[*slot] |= all[j].box[*slot];
            all.erase(all.begin() + static_cast<std::ptrdiff_t>(j));
            return true;
        }
    return false;
}

AnswerChange shown(const Changed& one, const Domain& domain) {
    AnswerChange out{.before = one.before, .after = one.after, .combinations = size_of(one.box)};
    const auto whole = domain.whole();
    for (std::size_t slot = 0; slot < one.box.size(); ++slot) {
        if (one.box[slot] == whole[slot]) continue;
        for (std::size_t value = 0; value < domain.values[slot].size(); ++value)
            if ((one.box[slot] >> value & 1) != 0)
                out.when[domain.names[slot]].push_back(domain.values[slot][value]);
    }
    return out;
}

}  // namespace

std::optional<std::vector<AnswerChange>> answer_changes(const dmn::Table& before, const dmn::Table& after) {
    constexpr std::size_t worth_joining = 400;  // joining compares all with all
    auto domain = domain_of(before, after);
    if (!domain || !Boxes::can(before) || !Boxes::can(after)) return {};
    const bool collects = before.hit_policy == dmn::HitPolicy::collect;
    if (collects != (after.hit_policy == dmn::HitPolicy::collect)) return {};
    const Boxes then(before, *domain), now(after, *domain);
    auto changed = collects ? collected_otherwise(then, now) : decided_otherwise(then, now);
    if (!changed) return {};
    while (changed->size() <= worth_joining && join_one(*changed)) {}
    std::vector<AnswerChange> out;
    for (const auto& one : *changed) out.push_back(shown(one, *domain));
    std::ranges::stable_sort(out, std::greater{}, &AnswerChange::combinations);
    return out;
}

}  // namespace sodan::routing
