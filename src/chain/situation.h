#pragma once
// What of a case decides what can happen to it next: the machine's state, and of its memory what the machine
// or the clock ever looks at. Of instants only whether they are set; of the desks that handed a case up only
// the last. So there are few thousand situations, and a proof can look at each. A property test holds them to
// real lives.

#include "chain/chain.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace sodan::chain {

// Of each kind one desk, and two of the kind within which a case can change desks. By number; 0 is none.
using DeskNumber = std::uint8_t;
const std::vector<DeskName>& known_desks();  // [0] is ""
DeskNumber number_of(const DeskName&);       // 0 for a desk that is not among them
DeskNumber some_desk(DeskKind);
DeskKind kind_of(DeskNumber);  // of a desk, not of none

struct Situation {
    Custody custody = Custody::unlogged;
    Counsel counsel = Counsel::alone;
    DeskNumber desk = 0, offered_to = 0, came_from = 0;
    bool held = false, due = false, counsel_due = false, waits = false, proposed = false;
    bool help_due = false;  // immediate danger, and help has not made contact
    bool reminded = false;  // the holder was; elsewhere nobody looks whether an alarm has rung

    bool operator==(const Situation&) const = default;
    bool is_open() const { return custody >= Custody::queued && custody <= Custody::monitoring; }
    std::uint32_t key() const;  // another one for every other situation
};

Situation situation_of(const Snapshot&);
Snapshot case_in(const Situation&);  // one of the cases that are in it

// Every event with every desk and person that can make a difference.
const std::vector<Event>& all_events();

}  // namespace sodan::chain
