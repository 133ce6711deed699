#include "store/adoption.h"

#include "store/case_keys.h"
#include "store/columns.h"
#include "store/journal_chain.h"

#include <fmt/format.h>

namespace sodan::store {

using domain::CaseRef;

namespace {

constexpr const char* probe = "the keys are those of this database";

seal::Cell probe_cell() { return {"key_probe", "sealed", 1, 0}; }

void try_keys(Connection& db, const seal::KeyRing& keys) {
    const auto sealed = db.text("select sealed from key_probe");
    if (!sealed.empty() && seal::opened(keys.office(), probe_cell(), sealed) != probe)
        throw CannotOpen(
            "the key files are not those of this database: its office key is another one. Put the "
            "folder of keys back that belongs to it, or recover it from paper: sodan key recover");
    Prepared<std::tuple<>, std::tuple<std::string>> wrappers(
        db, "select distinct wrapped_by from case_keys where wrapped_by <> ''");
    wrappers.each([&](const auto& row) {
        const auto& name = std::get<0>(row);
        if (keys.fingerprint(name).empty() && !keys.is_destroyed(name))
            throw CannotOpen(
                fmt::format("the key {} is missing: cases of this database cannot be read without it. Put "
                            "its file back, or recover it from its printed copy: sodan key recover",
                            name));
    });
}

class Adoption {
public:
    Adoption(Connection& db, const Sealing& sealing) : db_(db), sealing_(sealing), keys_(db, sealing.keys) {}

    void make_keys() {
        Prepared<std::tuple<>, CaseColumns> cases(
            db_, "select " SODAN_CASE_COLUMNS
                 " from cases c where not exists (select 1 from case_keys k where k.case_id = c.id)");
        std::vector<std::pair<Int, office::CaseRow>> found;
        cases.each([&](const CaseColumns& row) { found.emplace_back(std::get<0>(row), case_row(row)); });
        for (const auto& [id, row] : found) keys_.make(id, row.ref, sealing_.wrapper_for(row));
    }

    void seal_answers() {
        Prepared<std::tuple<>, std::tuple<Int, Int, Int, std::string>> answers(
            db_, "select id, digest, ref, body from answers");
        Prepared<std::tuple<std::string, Int>> update(db_, "update answers set body = :body where id = :id");
        answers.each([&](const auto& row) {
            const auto& [id, digest, ref_bits, body] = row;
            const auto ref = CaseRef::from_bits(ref_bits);
            update.once(seal::sealed(key_of(number_of(ref), ref), answer_cell(digest, ref), body), id);
        });
    }

    // Oldest first: each entry is hashed as it then stands, sealed.
    void chain_entries() {
        Prepared<std::tuple<>, std::tuple<Int, Int, Int, Int, Int, Int, std::string, std::string, std::string,
                                          std::string, std::string>>
            entries(db_,
                    "select j.case_id, j.seq, coalesce(c.ref, 0), j.version, j.happened_at, j.written_at,"
                    " j.actor, j.event, j.body, j.detail, j.decision"
                    " from journal j left join cases c on c.id = j.case_id order by j.seq");
        Prepared<std::tuple<std::string, std::string, std::string, Int>> update(
            db_, "update journal set detail = :detail, state = :state, hash = :hash where seq = :seq");
        auto last = seal::Digest{};
        entries.each([&](const auto& row) {
            const auto& [id, seq, ref_bits, version, happened_at, written_at, actor, event, body, detail,
                         decision] = row;
            const auto ref = CaseRef::from_bits(ref_bits);
            const auto sealed =
                detail.empty() ? detail : seal::sealed(key_of(id, ref), detail_cell(seq, ref), detail);
            const auto state = state_after(ref, version);
            last = link(last, {seq, ref_bits, version, happened_at, written_at, actor, event, body, sealed,
                               decision, state});
            update.once(sealed, state, seal::to_hex(last), seq);
        });
    }

private:
    Int number_of(CaseRef ref) {
        return db_.number(fmt::format("select id from cases where ref = {}", ref.bits()));
    }
    seal::Key key_of(Int id, CaseRef ref) {
        return ref.bits() == 0 ? sealing_.keys->office() : keys_.find(id, ref).value();
    }
    // Of the rows of the past only those of the newest version are still there.
    std::string state_after(CaseRef ref, Int version) {
        using Row = std::tuple<Int, Int, std::string, std::string, std::string, std::string, Int, Int, Int,
                               Int, Int, std::string, std::string, std::string, std::string, Int>;
        Prepared<std::tuple<Int, Int>, Row> row(
            db_,
            "select ref, version, desk, custody, counsel, holder, urgency, due, closed, logged_at,"
            " changed_at, snapshot, intake, shared_with, walls, id"
            " from cases where ref = :ref and version = :version");
        return version != 0 && row.once(ref.bits(), version) ? state_digest(row.out) : "";
    }

    Connection& db_;
    const Sealing& sealing_;
    CaseKeys keys_;
};

void adopt_all(Connection& db, const Sealing& sealing) {
    Adoption adoption(db, sealing);
    db.run("begin immediate");
    try {
        adoption.make_keys();
        adoption.seal_answers();
        adoption.chain_entries();
        db.run("commit");
    } catch (const StoreError&) {
        if (db.in_transaction()) db.run("rollback");
        throw;
    }
    db.run("vacuum; pragma wal_checkpoint(truncate)");  // nothing stays in clear in pages that are free now
}

}  // namespace

void adopt(Connection& db, const Sealing& sealing) {
    try_keys(db, *sealing.keys);
    if (db.number("select count(*) from journal where hash = ''") != 0) adopt_all(db, sealing);
    if (!db.text("select sealed from key_probe").empty()) return;
    Prepared<std::tuple<std::string>> keep(db, "insert into key_probe (id, sealed) values (1, :sealed)");
    keep.once(seal::sealed(sealing.keys->office(), probe_cell(), std::string_view(probe)));
}

bool may_have_new_keys(const std::filesystem::path& database) {
    if (!std::filesystem::exists(database)) return true;
    constexpr int cache_kib = 64;
    Connection db(database, Connection::Kind::reading, cache_kib);
    if (db.number("select count(*) from sqlite_master where name = 'key_probe'") == 0) return true;
    return db.number("select count(*) from key_probe") == 0;
}

}  // namespace sodan::store
