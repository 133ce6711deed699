#include "store/rosters.h"

#include "base/json_text.h"
#include "base/text.h"

#include <boost/json/parse.hpp>

namespace sodan::store {

using domain::Host, domain::Office, domain::Person;

namespace {

constexpr std::size_t most_kept = 8;

template <class T> T stored(const std::string& body, const char* what) {
    auto out = Reader::read<T>(boost::json::parse(body));
    if (!out) throw StoreError(what);
    return *std::move(out);
}

std::vector<Person> changed_since(const Office* before, const Office& now) {
    std::vector<Person> out;
    for (const auto& person : now.people()) {
        const auto* same = before ? before->person(person.id) : nullptr;
        if (!same || *same != person) out.push_back(person);
    }
    return out;
}

void write_hosts(Connection& db, Int version, Instant now, const std::string& hosts) {
    const auto hash = hash_hex(hosts);
    Prepared<std::tuple<std::string, std::string>> keep(
        db, "insert or ignore into roster_hosts (hash, body) values (:hash, :body)");
    keep.once(hash, hosts);
    Prepared<std::tuple<Int, Int, std::string>> insert(
        db, "insert into rosters (version, made_at, hosts) values (:version, :made_at, :hosts)");
    insert.once(version, millis(now), hash);
}

}  // namespace

RosterWriter::RosterWriter(Connection& db)
    : insert_version_(db,
                      "insert into rosters (version, made_at, hosts)"
                      " select :version, :made_at, hosts from rosters order by version desc limit 1"),
      insert_person_(db,
                     "insert into roster_people (person, version, position, body)"
                     " select id, :version, position, body from people where id = :id") {}

void RosterWriter::add(Int version, Instant made_at, std::span<const Person> changed) {
    insert_version_.once(version, millis(made_at));
    add_people(version, changed);
}

void RosterWriter::add_people(Int version, std::span<const Person> changed) {
    for (const auto& person : changed) insert_person_.once(version, person.id);
}

RosterReader::RosterReader(Connection& db, Snapshot now)
    : now_(std::move(now)),
      hosts_(
          db,
          "select h.body from rosters r join roster_hosts h on h.hash = r.hosts where r.version = :version"),
      people_(
          db,
          "select p.body from roster_people p where p.version ="
          " (select max(q.version) from roster_people q where q.person = p.person and q.version <= :version)"
          " order by p.position") {}

std::shared_ptr<const Office> RosterReader::at(Int version) {
    if (const auto now = now_(); now && now->roster() == version) return now;
    for (const auto& one : kept_)
        if (one->roster() == version) return one;
    auto office = read(version);
    if (office) kept_.push_back(office);
    if (kept_.size() > most_kept) kept_.pop_front();
    return office;
}

std::shared_ptr<const Office> RosterReader::read(Int version) {
    if (!hosts_.once(version)) return nullptr;
    auto hosts = stored<std::vector<Host>>(std::get<0>(hosts_.out), "the hosts of a roster cannot be read");
    std::vector<Person> people;
    people_.in = {version};
    people_.each([&](const auto& row) {
        people.push_back(stored<Person>(std::get<0>(row), "a person of a roster cannot be read"));
    });
    const auto now = now_();
    return std::make_shared<const Office>(std::move(hosts), std::move(people),
                                          now ? now->directory() : std::vector<domain::Institution>{},
                                          version);
}

Int settled_roster(Connection& db, const Office& office, Instant now) {
    const Int last = db.number("select coalesce(max(version), 0) from rosters");
    const auto before = RosterReader(db, [] { return nullptr; }).at(last);
    const auto changed = changed_since(before.get(), office);
    if (before && changed.empty() && before->hosts() == office.hosts()) return last;
    db.run("begin immediate");
    try {
        write_hosts(db, last + 1, now, json_text(office.hosts()));
        RosterWriter(db).add_people(last + 1, changed);
        db.run("commit");
    } catch (const StoreError&) {
        if (db.in_transaction()) db.run("rollback");
        throw;
    }
    return last + 1;
}

}  // namespace sodan::store
