#pragma once
// What the rules were asked: all that a decision was made from beside the rules, the office and the intake.
// Kept in the journal with the decision, so that the same can be asked again. Holds what was read from a
// caller's words, never the words.

#include "base/described.h"
#include "domain/person.h"
#include "domain/words.h"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sodan::routing {

BOOST_DEFINE_ENUM_CLASS(Cause, asked, silent, walled, absent)  // why the next desk is sought

struct Question {
    std::optional<std::string> desk{};  // where the case stands, or whose people are asked for; absent: the
                                        // first desk is sought
    std::optional<Cause> cause{};       // absent beside a desk: who there may take it
    std::optional<std::string> named_day{};  // that the text names: "2026-10-12"
    std::optional<bool> danger_words{};      // the text holds a sign of danger
    std::vector<domain::PersonId> walls{},
        other_side{};                              // other_side: who advises the other side of a linked case
    std::optional<domain::PersonId> continuity{};  // who has held it before
    std::optional<domain::Urgency> urgency{};      // of a case that has one
    // As it stands now, where the caller has said something else since the inquiry.
    std::optional<std::map<domain::ConsentScope, domain::ConsentState>> consent{};
    std::map<domain::PersonId, std::int64_t>
        loads{};  // open cases of those who were ranked, where there are any
    static constexpr bool sparse = true;

    bool operator==(const Question&) const = default;
};
BOOST_DESCRIBE_STRUCT(Question, (),
                      (desk, cause, named_day, danger_words, walls, other_side, continuity, urgency, consent,
                       loads))

}  // namespace sodan::routing
