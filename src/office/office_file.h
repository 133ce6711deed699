#pragma once
// The office as its files say it (rules/office): hosts.json, people.json, directory.json. Read strictly, as a
// whole or not at all: a refusal names the file and the place in it. Knows no store; a daemon reads them when
// its office is first made.

#include "base/outcome.h"
#include "domain/office.h"

#include <filesystem>
#include <string>

namespace sodan::office {

// rules_not_loaded when a file is missing or not JSON, a field is wrong, an id, place or code stands twice, a
// host is not there, or a relation leads to nobody.
Outcome<domain::Office> load_office(const std::filesystem::path& folder);

// The same from the three texts, which bear the names of the files in refusals.
struct OfficeTexts {
    std::string hosts, people, directory;
};
Outcome<domain::Office> read_office(const OfficeTexts&);

}  // namespace sodan::office
