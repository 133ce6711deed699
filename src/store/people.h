#pragma once
// The people of the office as the database has them; hosts and the directory come from files.

#include "domain/office.h"
#include "store/row_writer.h"

#include <memory>

namespace sodan::store {

// The given office with the people of the database, and the number of its roster. An empty database takes the
// given people over first, on record as changes by "import".
std::shared_ptr<const domain::Office> settled(Connection&, const domain::Office& given, Instant now,
                                              const Sealing&);

}  // namespace sodan::store
