#pragma once
// What is kept of the rules: every version with its files, and from when on which of them was in force. Rows
// in the form in which they are stored; nothing here is ever changed or removed.

#include "base/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sodan::office {

// One version: the files that it is made of, and who drafted it and why.
struct RuleSetRow {
    std::string version{};
    std::string files{};     // JSON: path below the folder -> text
    std::string based_on{};  // the version that the author started from, "" = none
    std::string author{};    // a person's id, or "folder"
    std::string reason{};
    Instant drafted_at{};
    std::string certificate{};  // as it came out then; JSON, "" = the files did not load
};

// From then on that version was in force, until the next publication.
struct RulePublicationRow {
    std::int64_t seq = 0;  // 1, 2, 3, ...
    std::string version{};
    Instant published_at{};
    std::string person{};  // who published it: a person's id, or "folder"
    std::string reason{};
    std::string certificate{};  // with which it came into force; JSON
};

class RuleArchive {
public:
    virtual ~RuleArchive() = default;
    virtual std::vector<RuleSetRow> rule_sets() = 0;  // newest first, without files and certificates
    virtual std::optional<RuleSetRow> rule_set(const std::string& version) = 0;
    virtual std::vector<RulePublicationRow> publications() = 0;  // newest first, without certificates
    virtual std::optional<RulePublicationRow> publication(std::int64_t seq) = 0;
    virtual std::optional<RulePublicationRow> in_force() = 0;  // the newest; nothing in a new store
};

}  // namespace sodan::office
