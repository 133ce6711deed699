#pragma once
// How values of the office stand in columns. Knows no statement.

#include "office/rows.h"
#include "store/connection.h"

#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace sodan::store {

constexpr Int no_due = std::numeric_limits<Int>::max();  // sorts after every due time

inline Int millis(Instant t) { return t.time_since_epoch().count(); }
inline Instant instant(Int millis) { return Instant{std::chrono::milliseconds{millis}}; }
inline Int due_column(const std::optional<Instant>& due) { return due ? millis(*due) : no_due; }
inline std::optional<Instant> due_of(Int column) {
    return column == no_due ? std::nullopt : std::optional(instant(column));
}

// A list of keys, one a line; keys hold no line break.
std::string lines(const std::vector<std::string>&);
std::vector<std::string> from_lines(const std::string&);

// id, ref, version, desk, custody, counsel, holder, urgency, due, closed, logged_at, changed_at, snapshot,
// intake, shared_with, walls: `case_columns` selects them from `c`.
using CaseColumns = std::tuple<Int, Int, Int, std::string, std::string, std::string, std::string, Int, Int,
                               Int, Int, Int, std::string, std::string, std::string, std::string>;
#define SODAN_CASE_COLUMNS                                                                        \
    "c.id, c.ref, c.version, c.desk, c.custody, c.counsel, c.holder, c.urgency, c.due, c.closed," \
    " c.logged_at, c.changed_at, c.snapshot, c.intake, c.shared_with, c.walls"
office::CaseRow case_row(const CaseColumns&);

}  // namespace sodan::store
