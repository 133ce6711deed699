#pragma once
// The machine's table as a picture that a person can take in. The five links are alike inside, so they are
// drawn once; where an escalation can lead is drawn beside. Events that change no state are left to the other
// formats.

#include "chain/export.h"

#include <string>

namespace sodan::chain {

std::string mermaid(const Table&);

}  // namespace sodan::chain
