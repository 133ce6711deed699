#pragma once
// Writes the rows of one unit of work on the writer's connection, and keeps in memory what is asked for with
// every inquiry: the next numbers and who holds how many open cases.

#include "office/store.h"
#include "store/accounts.h"
#include "store/letters.h"
#include "store/rosters.h"
#include "store/rule_sets.h"

#include <unordered_map>

namespace sodan::store {

class RowWriter {
public:
    explicit RowWriter(Connection&);

    void write(const office::Changes&);  // throws StoreError when versions are not consecutive
    Int last_seq() const { return last_seq_; }
    std::int64_t held_by(const domain::PersonId&) const;
    void read_again();  // after a rollback

private:
    struct Standing {
        domain::CaseRef ref;
        Int id;
        Int version;  // as the entries written so far leave it
        Int wanted;   // as the row says
    };
    void write_case(const office::CaseRow&);
    void write_new_case(const office::CaseRow&);
    void write_known_case(const office::CaseRow&);
    void write_entry(const office::EntryRow&);
    void write_timer(const office::TimerRow&);
    void write_message(const office::MessageRow&);
    void write_people(const office::Changes&);
    void count(const std::string& holder, bool closed, int by);
    Int id_of(domain::CaseRef);

    // ref, version, desk, ..., walls: as in CaseColumns without the id, which comes last
    using CaseIn = std::tuple<Int, Int, std::string, std::string, std::string, std::string, Int, Int, Int,
                              Int, Int, std::string, std::string, std::string, std::string, Int>;
    static CaseIn case_in(const office::CaseRow&, Int id);

    Connection& db_;
    Prepared<std::tuple<Int>, std::tuple<Int, Int, std::string, Int, Int, std::string, std::string>> known_;
    Prepared<CaseIn> insert_case_, update_case_;
    Prepared<std::tuple<Int>> forget_walls_;
    Prepared<std::tuple<std::string, Int, Int, Int>> insert_share_;
    Prepared<std::tuple<std::string, Int, Int, Int>> forget_share_;
    Prepared<std::tuple<Int, std::string>> insert_wall_;
    Prepared<
        std::tuple<Int, Int, Int, Int, Int, std::string, std::string, std::string, std::string, std::string>>
        insert_entry_;
    Prepared<std::tuple<Int, std::string, Int>> set_timer_;
    Prepared<std::tuple<Int, std::string>> clear_timer_;
    Prepared<std::tuple<Int, std::string, std::string, std::string, Int>> insert_message_;
    Prepared<std::tuple<std::string, std::string>> write_person_;
    RosterWriter rosters_;
    RuleSetWriter rule_sets_;
    AccountWriter accounts_;
    LetterWriter letters_;
    std::vector<Standing> unit_;  // the cases of the unit being written
    std::unordered_map<std::string, Int> held_;
    Int last_seq_ = 0, last_case_ = 0;
};

}  // namespace sodan::store
