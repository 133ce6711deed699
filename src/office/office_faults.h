#pragma once
// What makes lists of hosts, people and institutions no office, although each field can be read. The first
// fault is enough. Knows no files.

#include "domain/host.h"
#include "domain/person.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sodan::office {

struct Fault {
    std::string pointer;  // RFC 6901, from the list
    std::string key;      // of the text that says what is wrong
    std::vector<std::pair<std::string, std::string>> values{};
};

// What is wrong with a duty, as the keys of texts end: "not_a_time".
std::string_view name_of(domain::DutyFault::Why);

std::optional<Fault> fault_in(const std::vector<domain::Host>&);
std::optional<Fault> fault_in(const std::vector<domain::Person>&, const std::vector<domain::Host>&);
std::optional<Fault> fault_in(const std::vector<domain::Institution>&);

}  // namespace sodan::office
