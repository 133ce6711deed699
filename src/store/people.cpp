#include "store/people.h"

#include "base/described.h"
#include "store/rosters.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace sodan::store {

using domain::Office, domain::Person;

namespace {

std::vector<Person> stored_people(Connection& db) {
    std::vector<Person> out;
    Prepared<std::tuple<>, std::tuple<std::string>> rows(db, "select body from people order by position");
    rows.each([&](const auto& row) {
        auto person = Reader::read<Person>(boost::json::parse(std::get<0>(row)));
        if (!person) throw CannotOpen("a person in the database cannot be read by this program");
        out.push_back(std::move(*person));
    });
    return out;
}

office::Changes import_of(const Office& given, Instant now) {
    office::Changes out;
    for (const auto& person : given.people()) {
        out.entries.push_back({.happened_at = now,
                               .written_at = now,
                               .actor = "import",
                               .event = "person_changed",
                               .body = boost::json::serialize(written(person))});
        out.people.push_back(person);
    }
    return out;
}

void import(Connection& db, const Office& given, Instant now, const Sealing& sealing) {
    RowWriter rows(db, sealing);
    db.run("begin immediate");
    try {
        rows.write(import_of(given, now));
        db.run("commit");
    } catch (const StoreError&) {
        if (db.in_transaction()) db.run("rollback");
        throw;
    }
}

}  // namespace

std::shared_ptr<const Office> settled(Connection& db, const Office& given, Instant now,
                                      const Sealing& sealing) {
    if (db.number("select count(*) from people") == 0 && db.number("select count(*) from journal") == 0)
        import(db, given, now, sealing);
    const Office found(given.hosts(), stored_people(db), given.directory());
    const auto roster = settled_roster(db, found, now);
    return std::make_shared<const Office>(found.hosts(), found.people(), found.directory(), roster);
}

}  // namespace sodan::store
