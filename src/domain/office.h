#pragma once
// The office as it stands: hosts, people, institutions. Counted from data; no figure of it is a constant. A
// value: a change makes a new one. Knows no I/O.

#include "base/outcome.h"
#include "domain/desk.h"
#include "domain/host.h"
#include "domain/person.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sodan::domain {

class Office {
public:
    Office() = default;
    Office(std::vector<Host> hosts, std::vector<Person> people, std::vector<Institution> directory,
           std::int64_t roster = 0);

    const std::vector<Host>& hosts() const { return hosts_; }
    const std::vector<Person>& people() const {
        return people_;
    }  // in the order in which the office lists them
    const std::vector<Institution>& directory() const { return directory_; }
    // The running number of this state of hosts and people; 0 = kept nowhere.
    std::int64_t roster() const { return roster_; }

    const Host* host(std::string_view code) const;  // null when there is none
    const Person* person(std::string_view id) const;
    // By id, place ("PA-A of 02") or exact name; null when there is none or the name is two people's.
    const Person* person_called(std::string_view) const;

    std::vector<const Person*> members(
        const Desk&) const;  // all who belong to it, absent ones too, in office order
    std::vector<const Person*> with_role(Role) const;
    std::vector<Desk> desks() const;
    std::vector<std::string> languages_with_leaders() const;

    // Staffing that is below what the Programme wants in principle ("at least two advisors"): warnings, never
    // refusals.
    std::vector<Message> staffing_warnings(Instant) const;

    // The next state: replaces the one of the same id, or adds.
    Office with(Person changed) const;

private:
    std::vector<Host> hosts_;
    std::vector<Person> people_;
    std::vector<Institution> directory_;
    std::int64_t roster_ = 0;
    std::unordered_map<std::string, std::size_t> host_by_code_;
    std::unordered_map<std::string, std::size_t> by_id_;
    std::unordered_map<std::string, std::size_t> by_name_;  // places and names; `ambiguous` when two people's
    std::unordered_map<std::string, std::vector<std::size_t>> by_desk_;
};

// Institutions whose name, place, kind, language or note holds the words, case-folded; all words must be
// found.
std::vector<const Institution*> search(std::span<const Institution>, std::string_view words);

}  // namespace sodan::domain
