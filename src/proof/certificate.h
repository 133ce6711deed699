#pragma once
// What was proved of a rule set, an office and the chain together, as a document that can be kept: hashes of
// what it is about, and the claims with their figures and witnesses. Must not know the store: whoever takes a
// rule set into force asks here first.

#include "base/catalogue.h"
#include "base/claim.h"
#include "base/clock.h"

#include <string>
#include <string_view>
#include <vector>

namespace sodan::proof {

struct Certificate {
    std::string rules_version{};             // "r-…"; of files that do not load, too
    std::string rules{}, roster{}, chain{};  // BLAKE2b-256 in hex of what was looked at
    std::size_t hosts = 0, people = 0;       // of that roster
    int absent = 1;                          // up to so many people were taken to be away
    Instant made_at{};
    std::vector<Claim> claims{};
};

// Nothing stands in the way: every claim holds, or only warns.
bool passes(const Certificate&);

// A line each, for people: what holds with its figures, and of what does not hold every witness.
std::vector<std::string> in_words(const Certificate&, const Catalogue&, std::string_view language);

// The document, with its sentences in English and Japanese; each claim on a line of its own, so that two
// certificates can be compared line by line.
std::string json_of(const Certificate&, const Catalogue&);

}  // namespace sodan::proof
