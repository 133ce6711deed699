#include "domain/empty_desks.h"

#include "domain/substitutes.h"
#include "domain/terms.h"

#include <algorithm>
#include <set>

namespace sodan::domain {

using namespace std::chrono_literals;

namespace {

constexpr auto ahead = std::chrono::days(60);

bool is_always_there(const Person* one) { return !one->term && !one->left && one->absences.empty(); }

// The instants at which somebody comes or goes; of the whole office, for whoever stands in may go, too.
std::set<Instant> turning_points(const Office& office, Instant until) {
    std::set<Instant> out;
    const auto add = [&](const std::optional<Instant>& at) {
        if (at && *at < until) out.insert(*at);
    };
    for (const auto& person : office.people()) {
        add(person.left);
        if (person.term) add(person.term->begins), add(person.term->ends);
        for (const auto& absence : person.absences) add(absence.from), add(absence.until);
    }
    return out;
}

class Look {
public:
    Look(const Office& office, Instant now)
        : office_(office), now_(now), turns_(turning_points(office, now + ahead)) {}

    void at(const Desk& desk, std::vector<EmptyDesk>& out) const {
        if (std::ranges::any_of(office_.members(desk), is_always_there)) return;
        std::optional<EmptyDesk> open;
        const auto before_all = turns_.empty() ? now_ : *turns_.begin() - 1ms;
        if (!is_there(desk, before_all)) open = EmptyDesk{.desk = desk};
        for (const auto turn : turns_) {
            if (is_there(desk, turn) == !open) continue;
            if (!open) {
                open = EmptyDesk{.desk = desk, .from = turn, .last = who(desk, turn - 1ms)};
                continue;
            }
            open->until = turn;
            if (turn > now_) out.push_back(*open);
            open.reset();
        }
        if (open) out.push_back(*open);
    }

private:
    bool is_there(const Desk& desk, Instant at) const { return !who(desk, at).empty(); }

    // Of the desk, there themselves or stood in for.
    std::vector<PersonId> who(const Desk& desk, Instant at) const {
        std::vector<PersonId> out;
        for (const auto* one : office_.members(desk))
            if (is_of_office(*one, at) && stand_in(office_, one->id, at)) out.push_back(one->id);
        return out;
    }

    const Office& office_;
    Instant now_;
    std::set<Instant> turns_;
};

bool is_said_of_terms(const Office& office, const EmptyDesk& one, Instant now) {
    if (!one.from || one.until) return false;
    return std::ranges::any_of(leaving(office, now, now + ahead), [&](const Leaving& leaver) {
        return leaver.remaining == 0 && leaver.on == *one.from && desk_of(*leaver.person) == one.desk;
    });
}

std::string places(const Office& office, const std::vector<PersonId>& ids) {
    std::string out;
    for (const auto& id : ids) out += (out.empty() ? "" : ", ") + office.person(id)->place;
    return out;
}

std::string day_and_time(const std::optional<Instant>& at) {
    if (!at) return "open";
    auto out = sodan::to_string(*at).substr(0, 16);
    out[10] = ' ';
    return out;
}

}  // namespace

std::vector<EmptyDesk> empty_desks(const Office& office, Instant now) {
    std::vector<EmptyDesk> out;
    const Look look(office, now);
    for (const auto& desk : office.desks())
        if (desk.kind != DeskKind::supervisor) look.at(desk, out);
    return out;
}

std::vector<Message> empty_desk_warnings(const Office& office, Instant now) {
    std::vector<Message> out;
    for (const auto& one : empty_desks(office, now)) {
        if (is_said_of_terms(office, one, now)) continue;
        out.push_back({"people.empty_desk",
                       {{"desk", to_string(one.desk)},
                        {"from", day_and_time(one.from)},
                        {"until", day_and_time(one.until)},
                        {"last", one.last.empty() ? "none" : places(office, one.last)}}});
    }
    return out;
}

}  // namespace sodan::domain
