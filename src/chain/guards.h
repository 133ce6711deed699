#pragma once
// Conditions on what a case remembers, for the transitions that have one. `words` say them in the exported
// table.

#include "chain/chain.h"

#include <string_view>

namespace sodan::chain {

struct where_it_was_offered {
    static constexpr std::string_view words = "it was offered to this desk";
    static bool holds(const Memory& memory, const Accepted& e) {
        return memory.offered_to && memory.offered_to->desk == e.desk;
    }
};

struct handed_up_from_there {
    static constexpr std::string_view words = "this desk handed it up last";
    static bool holds(const Memory& memory, const Returned& e) {
        return !memory.came_from.empty() && memory.came_from.back().desk == e.desk;
    }
};

// Also of a closed case: its desk stays.
struct where_it_stands {
    static constexpr std::string_view words = "this is its desk";
    template <class E> static bool holds(const Memory& memory, const E& e) { return memory.desk == e.desk; }
};

struct by_a_second_person {
    static constexpr std::string_view words = "somebody else proposed it";
    static bool holds(const Memory& memory, const CommitteeAgreed& e) { return memory.proposed_by != e.by; }
};

}  // namespace sodan::chain
