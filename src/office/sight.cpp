#include "office/sight.h"

#include <algorithm>

namespace sodan::office {

namespace {

bool contains(const std::vector<std::string>& all, const std::string& one) {
    return std::ranges::find(all, one) != all.end();
}

std::string counsel_key(const domain::Person& person) {
    if (person.role == domain::Role::coordinator) return "counsel:coordinator";
    if (person.role == domain::Role::committee) return "counsel:committee";
    return "";
}

}  // namespace

std::vector<std::string> shares_of(const domain::Person& person) {
    std::vector<std::string> out{"person:" + person.id};
    if (const auto desk = domain::desk_of(person)) out.push_back(to_string(*desk));
    if (auto key = counsel_key(person); !key.empty()) out.push_back(std::move(key));
    return out;
}

Sight sight_of(const domain::Person& person, const CaseRow& row) {
    if (contains(row.walls, person.id)) return Sight::none;
    const auto desk = domain::desk_of(person);
    const auto desk_name = desk ? to_string(*desk) : "";
    const bool theirs = row.holder == person.id || (!desk_name.empty() && row.desk == desk_name);
    const bool shared = contains(row.shared_with, "person:" + person.id) ||
                        (!desk_name.empty() && contains(row.shared_with, desk_name));
    if (theirs || shared) return Sight::whole;
    const auto counsel = counsel_key(person);
    return !counsel.empty() && contains(row.shared_with, counsel) ? Sight::counsel : Sight::none;
}

bool keeps_the_office(const domain::Person& person) {
    using domain::Role;
    return person.role == Role::department || person.role == Role::coordinator ||
           person.role == Role::administrator;
}

bool is_at_desk(const domain::Person& person, const std::string& desk_name) {
    const auto desk = domain::desk_of(person);
    return desk && to_string(*desk) == desk_name;
}

}  // namespace sodan::office
