#include "store/rule_sets.h"

#include "store/columns.h"

namespace sodan::store {

using office::RulePublicationRow, office::RuleSetRow;

RuleSets::RuleSets(Connection& db)
    : sets_(db,
            "select version, '', based_on, author, reason, drafted_at, '' from rule_sets"
            " order by number desc"),
      set_(db,
           "select version, files, based_on, author, reason, drafted_at, certificate from rule_sets"
           " where version = :version"),
      publications_(db,
                    "select seq, version, published_at, person, reason, '' from rule_publications"
                    " order by seq desc"),
      in_force_(db,
                "select seq, version, published_at, person, reason, certificate from rule_publications"
                " order by seq desc limit 1"),
      publication_(db,
                   "select seq, version, published_at, person, reason, certificate from rule_publications"
                   " where seq = :seq") {}

RuleSetRow RuleSets::row_of(const Set& columns) {
    const auto& [version, files, based_on, author, reason, drafted_at, certificate] = columns;
    return {version, files, based_on, author, reason, instant(drafted_at), certificate};
}

RulePublicationRow RuleSets::row_of(const Publication& columns) {
    const auto& [seq, version, published_at, person, reason, certificate] = columns;
    return {seq, version, instant(published_at), person, reason, certificate};
}

std::vector<RuleSetRow> RuleSets::rule_sets() {
    std::vector<RuleSetRow> out;
    sets_.each([&](const Set& found) { out.push_back(row_of(found)); });
    return out;
}

std::optional<RuleSetRow> RuleSets::rule_set(const std::string& version) {
    if (!set_.once(version)) return {};
    return row_of(set_.out);
}

std::vector<RulePublicationRow> RuleSets::publications() {
    std::vector<RulePublicationRow> out;
    publications_.each([&](const Publication& found) { out.push_back(row_of(found)); });
    return out;
}

std::optional<RulePublicationRow> RuleSets::publication(std::int64_t seq) {
    if (!publication_.once(seq)) return {};
    return row_of(publication_.out);
}

std::optional<RulePublicationRow> RuleSets::in_force() {
    if (!in_force_.once()) return {};
    return row_of(in_force_.out);
}

RuleSetWriter::RuleSetWriter(Connection& db)
    : insert_set_(db,
                  "insert into rule_sets (version, files, based_on, author, reason, drafted_at, certificate)"
                  " values (:version, :files, :based_on, :author, :reason, :drafted_at, :certificate)"),
      insert_publication_(db,
                          "insert into rule_publications (seq, version, published_at, person, reason,"
                          " certificate) values (:seq, :version, :published_at, :person, :reason,"
                          " :certificate)") {}

void RuleSetWriter::write(const RuleSetRow& row) {
    insert_set_.once(row.version, row.files, row.based_on, row.author, row.reason, millis(row.drafted_at),
                     row.certificate);
}

void RuleSetWriter::write(const RulePublicationRow& row) {
    insert_publication_.once(row.seq, row.version, millis(row.published_at), row.person, row.reason,
                             row.certificate);
}

}  // namespace sodan::store
