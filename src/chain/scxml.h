#pragma once
// The machine's table as SCXML 1.0 (W3C), complete enough for an interpreter to run beside the machine: an
// event carries the fields of the journal's body, and `link`, the kind of the desk that it names. What the
// conditions need of a case's memory is kept in the document's own datamodel.

#include "chain/export.h"

#include <string>

namespace sodan::chain {

std::string scxml(const Table&);

}  // namespace sodan::chain
