#include "domain/office.h"

#include <algorithm>
#include <limits>

namespace sodan::domain {

namespace {

constexpr auto ambiguous = std::numeric_limits<std::size_t>::max();

}  // namespace

Office::Office(std::vector<Host> hosts, std::vector<Person> people, std::vector<Institution> directory,
               std::int64_t roster)
    : hosts_(std::move(hosts)),
      people_(std::move(people)),
      directory_(std::move(directory)),
      roster_(roster) {
    for (std::size_t i = 0; i < hosts_.size(); ++i) host_by_code_.emplace(hosts_[i].code, i);
    for (std::size_t i = 0; i < people_.size(); ++i) {
        const auto& one = people_[i];
        by_id_.emplace(one.id, i);
        for (const auto& called : {one.place, one.name}) {
            const auto [found, is_new] = by_name_.emplace(called, i);
            if (!is_new && found->second != i) found->second = ambiguous;
        }
        if (const auto desk = desk_of(one)) by_desk_[to_string(*desk)].push_back(i);
    }
}

const Host* Office::host(std::string_view code) const {
    const auto found = host_by_code_.find(std::string(code));
    return found == host_by_code_.end() ? nullptr : &hosts_[found->second];
}

const Person* Office::person(std::string_view id) const {
    const auto found = by_id_.find(std::string(id));
    return found == by_id_.end() ? nullptr : &people_[found->second];
}

const Person* Office::person_called(std::string_view called) const {
    if (const auto* by_id = person(called)) return by_id;
    const auto found = by_name_.find(std::string(called));
    return found == by_name_.end() || found->second == ambiguous ? nullptr : &people_[found->second];
}

std::vector<const Person*> Office::members(const Desk& desk) const {
    std::vector<const Person*> out;
    if (const auto found = by_desk_.find(to_string(desk)); found != by_desk_.end())
        for (const auto i : found->second) out.push_back(&people_[i]);
    return out;
}

std::vector<const Person*> Office::with_role(Role role) const {
    std::vector<const Person*> out;
    for (const auto& one : people_)
        if (one.role == role) out.push_back(&one);
    return out;
}

std::vector<Desk> Office::desks() const {
    std::vector<Desk> out;
    for (const auto& one : people_)
        if (const auto desk = desk_of(one); desk && std::ranges::find(out, *desk) == out.end())
            out.push_back(*desk);
    return out;
}

std::vector<std::string> Office::languages_with_leaders() const {
    std::vector<std::string> out;
    for (const auto& one : people_)
        if (one.role == Role::leader && std::ranges::find(out, one.of) == out.end()) out.push_back(one.of);
    return out;
}

Office Office::with(Person changed) const {
    auto people = people_;
    if (const auto found = by_id_.find(changed.id); found != by_id_.end())
        people[found->second] = std::move(changed);
    else
        people.push_back(std::move(changed));
    return {hosts_, std::move(people), directory_, roster_ + 1};
}

}  // namespace sodan::domain
