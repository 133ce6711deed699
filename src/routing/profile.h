#pragma once
// What the standard allows and rules do without, so that a counsellor can read them, an editor can open them
// and a machine can prove them: decision tables only, a reason for every rule, no default answer, no null,
// and everything drawn. A file outside this profile is refused with its place and a sentence.

#include "base/outcome.h"
#include "dmn/model.h"

#include <optional>
#include <string>
#include <string_view>

namespace sodan::routing {

inline constexpr std::size_t most_rules = 2'000;  // of a table: what the proofs bear in a second

// Of the file as a whole: DMN 1.3, with a diagram in which every input, decision and requirement stands.
std::optional<Refusal> outside_profile(const dmn::Model&, std::string_view xml);
// Of one decision. The reasons are annotations named reason_en and reason_ja, in ICU MessageFormat; a third,
// `said`, may say "no" for a rule that goes without saying in a short explanation.
std::optional<Refusal> outside_profile(const dmn::Model&, const dmn::Decision&);

// What stands in the annotation column of that name; "" when there is none.
std::string annotation(const dmn::Table&, const dmn::Rule&, std::string_view name);

}  // namespace sodan::routing
