#pragma once
// The journal as a chain of hashes: every entry is hashed again from its columns, as docs/record.md says, and
// compared. What is learned on the way is what the other checks need.

#include "verify/database.h"
#include "verify/findings.h"

#include <map>
#include <set>

namespace sodan::verify {

struct Journal {
    std::int64_t entries = 0;
    std::string head{};                                     // the newest entry's hash
    std::map<std::int64_t, std::string> hashes{};           // by seq, as recomputed
    std::map<std::string, std::set<std::string>> people{};  // every body that a person ever had, by id
    std::map<std::string, std::string> people_now{};        // the last of them
    std::map<std::string, std::string> rule_sets{};         // by version: the digest of its row
    std::map<std::int64_t, std::string> publications{};     // by number: the digest of its row
    std::set<std::int64_t> erased{};                        // cases whose content was erased
};

Journal read_journal(Database&, Findings&);

}  // namespace sodan::verify
