#include "routing/staff_desks.h"

#include "routing/people.h"

#include <algorithm>
#include <chrono>

namespace sodan::routing {

namespace {

domain::Office with_everybody_away(const domain::Office& office, Instant now) {
    auto people = office.people();
    for (auto& person : people)
        person.absences = {{now - std::chrono::hours(1), now + std::chrono::hours(1)}};
    return {office.hosts(), std::move(people), {}};
}

bool may_act(std::uint8_t verdict) { return verdict >= static_cast<std::uint8_t>(Verdict::with_interpreter); }

// Every choice of up to `most` of `size`, smaller ones first.
template <class Use> void each_choice(std::size_t size, int most, Use use) {
    std::vector<bool> gone(size);
    use(gone);
    for (std::size_t one = 0; most >= 1 && one < size; ++one) {
        gone[one] = true;
        use(gone);
        gone[one] = false;
    }
    for (std::size_t one = 0; most >= 2 && one < size; ++one)
        for (std::size_t other = one + 1; other < size; ++other) {
            gone[one] = gone[other] = true;
            use(gone);
            gone[one] = gone[other] = false;
        }
}

}  // namespace

domain::Intake intake_about(const std::string& language, const std::optional<domain::PersonId>& subject) {
    domain::Intake out;
    out.language = language;
    if (subject) out.concerns = {"advisor:" + *subject};
    return out;
}

StaffDesks::StaffDesks(const Table& eligibility, const domain::Office& office, Instant now)
    : table_(eligibility), office_(office), away_(with_everybody_away(office, now)), now_(now) {}

std::vector<StaffDesks::Member> StaffDesks::members(const domain::Desk& desk, const std::string& language,
                                                    const std::optional<domain::PersonId>& subject) const {
    const auto intake = intake_about(language, subject);
    const Asked asked{.intake = intake};
    const Moment here{office_, now_, {}}, gone{away_, now_, {}};
    const auto now = People(table_, asked, here, {}).judged(desk);
    const auto away = People(table_, asked, gone, {}).judged(desk);
    std::vector<Member> out;
    for (std::size_t i = 0; i < now.size(); ++i)
        out.push_back({now[i].person->id, static_cast<std::uint8_t>(now[i].verdict),
                       static_cast<std::uint8_t>(away[i].verdict)});
    return out;
}

// As People::state has it.
Reach StaffDesks::reach(const std::vector<Member>& members, const std::vector<bool>& gone) {
    if (members.empty()) return Reach::none;
    std::uint8_t best = 0;
    bool is_barred = false;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto verdict = gone[i] ? members[i].away : members[i].now;
        best = std::max(best, verdict);
        is_barred = is_barred || verdict == static_cast<std::uint8_t>(Verdict::barred);
    }
    if (may_act(best))
        return best == static_cast<std::uint8_t>(Verdict::yes) ? Reach::own_language : Reach::interpreter;
    return is_barred ? Reach::barred : Reach::away;
}

std::vector<Becomes> StaffDesks::becomes(const domain::Desk& desk, const std::string& language,
                                         const std::optional<domain::PersonId>& subject, int most) const {
    const auto all = members(desk, language, subject);
    std::vector<Becomes> out;
    each_choice(all.size(), most, [&](const std::vector<bool>& gone) {
        const auto found = reach(all, gone);
        if (std::ranges::find(out, found, &Becomes::reach) != out.end()) return;
        auto& becomes = out.emplace_back(Becomes{found, {}});
        for (std::size_t i = 0; i < all.size(); ++i)
            if (gone[i]) becomes.absent.push_back(all[i].id);
    });
    return out;
}

std::vector<domain::PersonId> StaffDesks::eligible(const domain::Desk& desk, const std::string& language,
                                                   const std::optional<domain::PersonId>& subject) const {
    std::vector<domain::PersonId> out;
    for (const auto& member : members(desk, language, subject))
        if (may_act(member.now)) out.push_back(member.id);
    return out;
}

}  // namespace sodan::routing
