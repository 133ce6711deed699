#pragma once
// The versions of the office: written with every change of its people, read back when an old decision is
// looked at again. Knows nothing of decisions.

#include "domain/office.h"
#include "store/columns.h"

#include <deque>
#include <functional>
#include <memory>
#include <span>

namespace sodan::store {

// On the writer's connection, inside its transaction.
class RosterWriter {
public:
    explicit RosterWriter(Connection&);

    // A version in which these people changed; their rows in `people` are written already.
    void add(Int version, Instant made_at, std::span<const domain::Person> changed);
    // The same for a version that is there already.
    void add_people(Int version, std::span<const domain::Person>);

private:
    Prepared<std::tuple<Int, Int>> insert_version_;
    Prepared<std::tuple<Int, std::string>> insert_person_;
};

class RosterReader {
public:
    using Snapshot = std::function<std::shared_ptr<const domain::Office>()>;
    RosterReader(Connection&, Snapshot now);

    // The office as of that version, with the directory of now; null when there is no such version. The last
    // few are kept: decisions of one time share theirs.
    std::shared_ptr<const domain::Office> at(Int version);

private:
    std::shared_ptr<const domain::Office> read(Int version);

    Snapshot now_;
    Prepared<std::tuple<Int>, std::tuple<std::string>> hosts_, people_;
    std::deque<std::shared_ptr<const domain::Office>> kept_;
};

// The version of this office, whose people are those of the database: the last one, or a new one where hosts
// or people differ from it. Makes a transaction of its own.
Int settled_roster(Connection&, const domain::Office&, Instant now);

}  // namespace sodan::store
