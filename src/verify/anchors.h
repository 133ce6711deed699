#pragma once
// Anchors against the journal: what the record key signed must still be there. Those in the database are
// checked as well as those that left the machine in time, by log or mail; only these show that the end was
// cut off.

#include "seal/anchor.h"
#include "verify/journal.h"

#include <istream>
#include <optional>

namespace sodan::verify {

std::vector<seal::Anchor> anchors_in(std::istream&);  // of every line that holds one
std::vector<seal::Anchor> anchors_in(Database&);

// Without a public key signatures are taken on trust.
void check_anchors(const std::vector<seal::Anchor>&, const std::optional<seal::PublicKey>&, const Journal&,
                   Findings&);

}  // namespace sodan::verify
