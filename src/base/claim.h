#pragma once
// One thing that was to be proved, how it came out, and what shows it. Whoever proves something about tables,
// rules, the chain or the staff says it in claims; a certificate is made of them. Knows nothing of what is
// claimed.

#include "base/described.h"
#include "base/outcome.h"

#include <boost/describe/enum.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace sodan {

// `unknown`: the proof was given up, for it would have taken too long. It counts as refuted.
BOOST_DEFINE_ENUM_CLASS(ClaimVerdict, proved, refuted, unknown)

// A case in point: a counterexample, or where a claim holds by the least.
struct Witness {
    Message message;                             // in words, for people
    std::map<std::string, std::string> given{};  // by name, so that it can be tried again
    std::vector<std::string> rules{};            // ids of the rules concerned
};

// Its sentence is the text "claim.PART.NAME.VERDICT" with the figures and `about` as arguments.
struct Claim {
    std::string part;   // "profile", "table", "graph", "chain", "staff"
    std::string name;   // "no_gaps"
    std::string about;  // the table or desk that it is about; "" for the whole
    ClaimVerdict verdict = ClaimVerdict::proved;
    bool warns_only = false;  // when refuted, people are told and nothing is refused
    std::vector<std::pair<std::string, std::string>> figures{};  // "combinations" -> "83160"
    std::vector<Witness> witnesses{};
};

inline Message sentence_of(const Claim& claim) {
    Message out{"claim." + claim.part + "." + claim.name + "." + std::string(code(claim.verdict)),
                claim.figures};
    out.values.emplace_back("about", claim.about);
    return out;
}

inline bool stands_in_the_way(const Claim& claim) {
    return claim.verdict != ClaimVerdict::proved && !claim.warns_only;
}

}  // namespace sodan
