#include "routing/staff_needs.h"

#include <algorithm>
#include <set>

namespace sodan::routing {

using domain::Desk, domain::DeskKind, domain::PersonId;

namespace {

bool is_tied(const domain::Person& one, const domain::Person& other) {
    const auto names = [](const domain::Person& from, const PersonId& id) {
        return std::ranges::any_of(from.relations, [&](const auto& tie) { return tie.with == id; });
    };
    return names(one, other.id) || names(other, one.id);
}

void add(std::vector<PersonId>& to, const std::vector<PersonId>& more) {
    to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

StaffNeeds::StaffNeeds(const StaffDesks& desks, const domain::Office& office, int absent)
    : desks_(desks), office_(office), absent_(absent) {}

std::vector<std::string> StaffNeeds::languages() const {
    std::set<std::string> out{"en", "ja", spoken_by_nobody};
    for (const auto& language : office_.languages_with_leaders()) out.insert(language);
    for (const auto& person : office_.people()) out.insert(person.languages.begin(), person.languages.end());
    return {out.begin(), out.end()};
}

// Advisors, leaders, department, coordinators.
std::vector<Desk> StaffNeeds::desks_of(const Need& need) const {
    return {{DeskKind::advisor, need.host.value_or("")},
            {DeskKind::leader, need.language},
            {DeskKind::department, ""},
            {DeskKind::coordinator, ""}};
}

bool StaffNeeds::matters(const PersonId& id, const Desk& desk) const {
    const auto* person = office_.person(id);
    return std::ranges::any_of(office_.members(desk), [&](const domain::Person* member) {
        return member == person || is_tied(*member, *person);
    });
}

const StaffNeeds::Standings& StaffNeeds::standings(const Desk& desk, const Need& need) {
    auto subject = need.subject;
    if (subject && !matters(*subject, desk)) subject.reset();
    const auto key = to_string(desk) + " " + need.language + " " + subject.value_or("");
    const auto found = known_.find(key);
    if (found != known_.end()) return found->second;
    return known_.emplace(key, desks_.becomes(desk, need.language, subject, absent_)).first->second;
}

// A complaint about anybody else changes nothing for this need.
std::vector<std::optional<PersonId>> StaffNeeds::subjects(const Need& need) const {
    std::vector<std::optional<PersonId>> out{std::nullopt};
    std::set<PersonId> ids;
    for (const auto& desk : desks_of(need))
        for (const auto* member : office_.members(desk)) {
            ids.insert(member->id);
            for (const auto& tie : member->relations) ids.insert(tie.with);
            for (const auto& person : office_.people())
                if (!person.relations.empty() && is_tied(person, *member)) ids.insert(person.id);
        }
    out.insert(out.end(), ids.begin(), ids.end());
    return out;
}

void StaffNeeds::each_of(const Need& need, const std::function<void(const Situation&)>& use) {
    std::array<Standings, 4> all;
    const auto desks = desks_of(need);
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = standings(desks[i], need);
    // A host that nobody advises is known all the same, and counts as one whose advisors are away.
    if (need.host && all[0].front().reach == Reach::none) all[0] = {{Reach::away, {}}};
    if (!need.host) all[0] = {{Reach::none, {}}};
    ++needs_;
    for (const auto& advisors : all[0])
        for (const auto& leaders : all[1])
            for (const auto& department : all[2])
                for (const auto& coordinators : all[3]) {
                    Situation here{
                        need, {advisors.reach, leaders.reach, department.reach, coordinators.reach}, {}};
                    for (const auto* part : {&advisors, &leaders, &department, &coordinators})
                        add(here.absent, part->absent);
                    if (here.absent.size() <= static_cast<std::size_t>(absent_)) use(here);
                }
}

void StaffNeeds::each(const std::function<void(const Situation&)>& use) {
    std::vector<std::optional<std::string>> hosts{std::nullopt};
    for (const auto& host : office_.hosts()) hosts.emplace_back(host.code);
    for (const auto& language : languages())
        for (const auto& host : hosts) {
            Need need{language, host, {}};
            for (const auto& subject : subjects(need)) {
                need.subject = subject;
                each_of(need, use);
            }
        }
}

}  // namespace sodan::routing
