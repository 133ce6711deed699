#include "verify/office_tables.h"

#include "base/text.h"
#include "seal/digest.h"

#include <fmt/format.h>

namespace sodan::verify {

namespace {

std::string digest_of(const Row& row, int texts_from, int texts, int number) {
    seal::Hashing hashing;
    for (int column = texts_from; column < texts_from + texts; ++column) hashing.field(row.text(column));
    hashing.field(row.number(number));
    return seal::to_hex(hashing.digest());
}

// Entries from before there was a record name no digest.
bool differs(const std::string& recorded, const std::string& found) {
    return !recorded.empty() && recorded != found;
}

}  // namespace

void check_people(Database& db, const Journal& journal, Findings& findings) {
    std::set<std::string> found;
    db.each("select id, body from people", [&](const Row& row) {
        const auto known = journal.people_now.find(row.text(0));
        found.insert(row.text(0));
        if (known == journal.people_now.end() || known->second != row.text(1))
            findings.push_back({"person_differs", "person " + row.text(0),
                                "what stands of them is not what the journal says last"});
    });
    for (const auto& [id, body] : journal.people_now)
        if (!found.contains(id))
            findings.push_back(
                {"person_missing", "person " + id, "the journal knows them, the office does not"});
    db.each("select person, version, body from roster_people", [&](const Row& row) {
        const auto known = journal.people.find(row.text(0));
        if (known == journal.people.end() || !known->second.contains(row.text(2)))
            findings.push_back({"roster_differs", fmt::format("roster {}", row.number(1)),
                                "a person of it is not as the journal ever had them"});
    });
    db.each("select hash, body from roster_hosts", [&](const Row& row) {
        if (row.text(0) != hash_hex(row.text(1)))
            findings.push_back(
                {"roster_differs", "roster_hosts", "the hosts are not those that were hashed"});
    });
}

void check_rules(Database& db, const Journal& journal, Findings& findings) {
    std::set<std::string> versions;
    std::set<std::int64_t> publications;
    db.each(
        "select drafted_at, version, files, based_on, author, reason, certificate from rule_sets",
        [&](const Row& row) {
            const auto known = journal.rule_sets.find(row.text(1));
            versions.insert(row.text(1));
            if (known == journal.rule_sets.end() || differs(known->second, digest_of(row, 1, 6, 0)))
                findings.push_back({"rules_differ", "rules " + row.text(1), "they are not what was drafted"});
        });
    db.each("select seq, published_at, version, person, reason, certificate from rule_publications",
            [&](const Row& row) {
                const auto known = journal.publications.find(row.number(0));
                publications.insert(row.number(0));
                if (known == journal.publications.end() || differs(known->second, digest_of(row, 2, 4, 1)))
                    findings.push_back({"publication_differs", fmt::format("publication {}", row.number(0)),
                                        "it is not what was published"});
            });
    for (const auto& [version, digest] : journal.rule_sets)
        if (!versions.contains(version))
            findings.push_back({"rules_missing", "rules " + version, "the journal knows them"});
    for (const auto& [seq, digest] : journal.publications)
        if (!publications.contains(seq))
            findings.push_back(
                {"publication_missing", fmt::format("publication {}", seq), "the journal knows it"});
}

}  // namespace sodan::verify
