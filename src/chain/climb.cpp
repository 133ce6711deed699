#include "chain/climb.h"

#include <algorithm>
#include <array>

namespace sodan::chain {

namespace {

constexpr std::array of_custody{Timer::act, Timer::offered, Timer::waiting, Timer::monitoring};
constexpr std::array of_counsel{Timer::counsel};
constexpr std::array of_danger{Timer::danger};

std::optional<Timer> running(const Snapshot& state, std::span<const Timer> timers) {
    const auto found = std::ranges::find_if(timers, [&](Timer t) { return due_of(t, state).has_value(); });
    return found == timers.end() ? std::nullopt : std::optional(*found);
}

bool is_alarm(const Stroke& stroke) {
    return stroke.event && std::holds_alternative<AlarmRaised>(*stroke.event);
}

DeskName next_desk(const WayUp& way, const DeskName& here) {
    const auto at = kind_of(number_of(here));
    const auto next = way.next[static_cast<std::size_t>(at)];
    return next == at ? here : known_desks()[some_desk(next)];
}

}  // namespace

Climb::Climb(const Exploration& all, const Subject& subject, Silence silence) : silence_(silence) {
    for (int i = 0; i < static_cast<int>(all.situations().size()); ++i) {
        custody_.push_back(stroke(all, subject, i, of_custody));
        counsel_.push_back(stroke(all, subject, i, of_counsel));
        danger_.push_back(stroke(all, subject, i, of_danger));
    }
}

Stroke Climb::stroke(const Exploration& all, const Subject& subject, int situation,
                     std::span<const Timer> timers) const {
    Stroke out;
    auto state = case_in(all.situations()[static_cast<std::size_t>(situation)]);
    const auto timer = running(state, timers);
    if (!timer) return out;
    if (silence_.coordinators_refused)
        state.memory.consent[ConsentScope::coordinator] = ConsentState::refused;
    const Answers answers{[&] { return next_desk(silence_.way, state.memory.desk); },
                          [&](const DeskName& desk, domain::Window window) {
                              out.next_at = kind_of(number_of(desk));
                              out.next_window = window;
                              return *due_of(*timer, state);
                          }};
    out.event = subject.silence(state, *timer, answers);
    if (const auto after = subject.take(state, *out.event)) out.to = all.find(situation_of(*after));
    return out;
}

bool Climb::keeps_ringing(int situation) const {
    const auto& first = on_custody(situation);
    if (!is_alarm(first) || !first.to) return false;
    const auto& again = on_custody(*first.to);
    return is_alarm(again) && again.to == first.to;
}

std::vector<int> Climb::path(int start) const {
    std::vector<int> out{start};
    while (!keeps_ringing(out.back()) && out.size() <= custody_.size()) {
        const auto to = on_custody(out.back()).to;
        if (!to || *to == out.back()) break;
        out.push_back(*to);
    }
    return out;
}

}  // namespace sodan::chain
