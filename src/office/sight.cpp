#include "office/sight.h"

#include <algorithm>

namespace sodan::office {

namespace {

bool contains(const std::vector<std::string>& all, const std::string& one) {
    return std::ranges::find(all, one) != all.end();
}

bool is_theirs(const domain::Person& person, const CaseRow& row) {
    if (row.holder == person.id || contains(row.shared_with, "person:" + person.id)) return true;
    const auto desk = domain::desk_of(person);
    if (!desk) return false;
    const auto name = to_string(*desk);
    return row.desk == name || contains(row.shared_with, name);
}

}  // namespace

std::vector<std::string> shares_of(const domain::Person& person) {
    const auto scope = scope_of(person.role, Action::read_case);
    std::vector<std::string> out;
    if (covers(scope, Sight::whole)) out.push_back("person:" + person.id);
    if (const auto desk = domain::desk_of(person); desk && covers(scope, Sight::whole))
        out.push_back(to_string(*desk));
    if (auto papers = papers_of(person.role); !papers.empty()) out.push_back(std::move(papers));
    return out;
}

bool is_walled(const domain::PersonId& person, const CaseRow& row) {
    return contains(row.walls, person) || contains(row.kept_apart, person);
}

bool may_be_named_to(const domain::Person& person, const CaseRow& row) {
    return scope_of(person.role, Action::read_case) != Scope::none && !is_walled(person.id, row);
}

Sight sight_of(const domain::Person& person, const CaseRow& row) {
    if (is_walled(person.id, row)) return Sight::none;
    const auto scope = scope_of(person.role, Action::read_case);
    if (covers(scope, Sight::whole) && is_theirs(person, row)) return Sight::whole;
    const auto papers = papers_of(person.role);
    return !papers.empty() && contains(row.shared_with, papers) ? Sight::counsel : Sight::none;
}

bool is_at_desk(const domain::Person& person, const std::string& desk_name) {
    const auto desk = domain::desk_of(person);
    return desk && to_string(*desk) == desk_name;
}

}  // namespace sodan::office
