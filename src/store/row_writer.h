#pragma once
// Writes the rows of one unit of work on the writer's connection: seals what people wrote, and links every
// entry to the one before. Keeps in memory what is asked for with every inquiry: the next numbers, the newest
// hash, and who holds how many open cases.

#include "office/store.h"
#include "store/accounts.h"
#include "store/case_keys.h"
#include "store/journal_chain.h"
#include "store/letters.h"
#include "store/rosters.h"
#include "store/rule_sets.h"

#include <unordered_map>

namespace sodan::store {

class RowWriter {
public:
    RowWriter(Connection&, Sealing);

    void write(const office::Changes&);  // throws StoreError when versions are not consecutive
    Int last_seq() const { return last_seq_; }
    office::Head head() const { return {last_seq_, seal::to_hex(last_hash_)}; }
    std::optional<seal::Key> key_of(domain::CaseRef);  // of no case: the office's; nothing: it is no more
    std::int64_t held_by(const domain::PersonId&) const;
    void read_again();  // after a rollback

private:
    struct Standing {
        domain::CaseRef ref;
        Int id;
        Int version;                     // as the entries written so far leave it
        Int wanted;                      // as the row says
        std::string state;               // the digest of that row
        std::optional<seal::Key> key{};  // when it was needed
    };
    void write_case(const office::CaseRow&);
    void write_new_case(const office::CaseRow&);
    void write_known_case(const office::CaseRow&);
    void write_entry(const office::EntryRow&);
    void write_timer(const office::TimerRow&);
    void write_message(const office::MessageRow&);
    void write_key(const office::KeyRow&);
    void write_anchor(const seal::Anchor&);
    Standing* standing(domain::CaseRef);
    std::string sealed_detail(const office::EntryRow&);
    void write_apart(const office::ApartRow&);
    void write_people(const office::Changes&);
    void write_coverage(const office::CoverageSeen&);
    void count(const std::string& holder, bool closed, int by);
    Int id_of(domain::CaseRef);

    // ref, version, desk, ..., walls: as in CaseColumns without the id, which comes last
    using CaseIn = std::tuple<Int, Int, std::string, std::string, std::string, std::string, Int, Int, Int,
                              Int, Int, std::string, std::string, std::string, std::string, Int>;
    static CaseIn case_in(const office::CaseRow&, Int id);

    Connection& db_;
    Sealing sealing_;
    CaseKeys keys_;
    Prepared<std::tuple<Int>, std::tuple<Int, Int, std::string, Int, Int, std::string, std::string>> known_;
    Prepared<CaseIn> insert_case_, update_case_;
    Prepared<std::tuple<Int>> forget_walls_, forget_apart_;
    Prepared<std::tuple<std::string, Int, Int, Int>> insert_share_;
    Prepared<std::tuple<std::string, Int, Int, Int>> forget_share_;
    Prepared<std::tuple<Int, std::string>> insert_wall_, insert_apart_;
    using EntryIn = std::tuple<Int, Int, Int, Int, Int, std::string, std::string, std::string, std::string,
                               std::string, std::string, std::string>;
    Prepared<EntryIn> insert_entry_;
    Prepared<std::tuple<Int, std::string, Int, Int>> set_timer_;
    Prepared<std::tuple<Int, std::string>> clear_timer_;
    Prepared<std::tuple<Int, std::string, std::string, std::string, Int>> insert_message_;
    Prepared<std::tuple<std::string, std::string>> write_person_;
    Prepared<std::tuple<Int, std::string, Int, std::string>> insert_anchor_;
    Prepared<std::tuple<>> forget_coverage_;
    Prepared<std::tuple<std::string, std::string>> insert_coverage_;
    RosterWriter rosters_;
    RuleSetWriter rule_sets_;
    AccountWriter accounts_;
    LetterWriter letters_;
    std::vector<Standing> unit_;  // the cases of the unit being written
    std::unordered_map<std::string, Int> held_;
    Int last_seq_ = 0, last_case_ = 0;
    seal::Digest last_hash_{};
};

}  // namespace sodan::store
