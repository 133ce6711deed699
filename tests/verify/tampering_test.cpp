// An office at work, stopped; its database changed by somebody who can write the file and knows SQL. Whatever
// they change is found, without a key.

#include "office_fixture.h"

#include "verify/database.h"
#include "verify/verify.h"

#include "office/anchoring.h"
#include "office/content_reads.h"
#include "office/key_keeping.h"
#include "seal/digest.h"
#include "seal/signed_file.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <fstream>
#include <map>
#include <random>

using namespace sodan;
using namespace sodan::office;
namespace fs = std::filesystem;

namespace {

class Sql {
public:
    explicit Sql(const fs::path& file) { sqlite3_open(file.c_str(), &db_); }
    ~Sql() { sqlite3_close(db_); }
    Sql(const Sql&) = delete;

    // The first column of every row.
    std::vector<std::string> run(const std::string& sql) {
        std::vector<std::string> out;
        char* error = nullptr;
        const auto add = [](void* to, int, char** values, char**) {
            static_cast<std::vector<std::string>*>(to)->emplace_back(values[0] ? values[0] : "");
            return 0;
        };
        sqlite3_exec(db_, sql.c_str(), add, &out, &error);
        if (error) FAIL(sql << ": " << error);
        return out;
    }

private:
    sqlite3* db_ = nullptr;
};

// Twenty-two cases in different states, two of them opposite sides, people who come and go, rules, reads, an
// erased case, anchors.
class StoppedOffice {
public:
    StoppedOffice() {
        for (int i = 0; i < 20; ++i) live(office_.logged("pa-37-a", OfficeFixture::usual()), i);
        quarrel();
        REQUIRE(office_.changes("pc-a", "pa-37-a", Absent{}));
        REQUIRE(office_.changes("pc-a", "pa-37-a", Present{}));
        office_.pass(std::chrono::hours(30));
        erase_one();
        sign();
        file_ = office_.close();
        public_key_ = office_.keys().record().public_key();
        for (const auto& line : signed_) anchors_ += line + "\n";
    }

    const fs::path& file() const { return file_; }
    const std::string& anchors() const { return anchors_; }
    std::string public_key() const { return public_key_->hex(); }
    std::string signature(const fs::path& of) {
        return seal::file_signature(office_.keys().record(), of, Instant{});
    }

private:
    void live(const std::string& ref, int i) {
        if (i % 2 == 0) office_.done("pa-37-a", ref, Claim{});
        if (i % 4 == 0) office_.done("pa-37-a", ref, Note{"She called again.", {}});
        if (i % 4 == 2) office_.done("pa-37-a", ref, office::Wall{"pa-37-b", {}});
        if (i % 8 == 0)
            office_.done("pa-37-a", ref, Close{domain::CaseOutcome::information_given, "Settled.", true});
        if (i == 8) closed_ = ref;
        read("pa-37-a", ref);
        if (i % 5 == 0) sign();
    }
    // Two sides, each with who advises it and, of one, who has read it.
    void quarrel() {
        const auto one = office_.logged("pa-37-a", OfficeFixture::usual());
        const auto other = office_.logged("pa-37-a", OfficeFixture::usual());
        office_.done("pa-37-a", one, Claim{});
        office_.done("pa-37-b", other, Claim{});
        read("pa-37-j", one);
        office_.done("pc-a", one, Link{other, LinkKind::other_side});
    }
    void read(const std::string& person, const std::string& ref) {
        REQUIRE(office_.decided(person, [&](const Acting& acting) {
            return content_read(acting, {{*domain::CaseRef::parse(ref), ReadOf::history}});
        }));
    }
    void erase_one() {
        REQUIRE(office_.decided("pc-a", [&](const Acting& acting) {
            return erase_case(acting, *domain::CaseRef::parse(closed_), EraseCase{ErasedBecause::asked});
        }));
    }
    void sign() {
        const auto answer = office_.decided("pc-a", [&](const Acting& acting) {
            return anchor(acting.reading, office_.keys().record(), acting.now);
        });
        REQUIRE(answer);
        signed_.push_back(answer->body);
    }

    OfficeFixture office_;
    std::string closed_, anchors_;
    std::vector<std::string> signed_;
    fs::path file_;
    std::optional<seal::PublicKey> public_key_;
};

StoppedOffice& stopped() {
    static StoppedOffice office;
    return office;
}

// A copy of it that may be spoilt.
class Copy {
public:
    Copy() : file_(stopped().file().string() + ".copy"), anchors_(stopped().file().string() + ".anchors") {
        fs::copy_file(stopped().file(), file_, fs::copy_options::overwrite_existing);
        std::ofstream(anchors_) << stopped().anchors();
    }
    ~Copy() {
        fs::remove(file_);
        fs::remove(file_.string() + ".signature");
    }
    std::vector<std::string> sql(const std::string& text) {
        return Sql(file_).run(
            "drop trigger if exists journal_is_never_changed; drop trigger if exists "
            "journal_is_never_shortened;"
            "drop trigger if exists journal_has_no_gap; drop trigger if exists rule_sets_are_never_changed;"
            "drop trigger if exists rule_publications_are_never_changed;"
            "drop trigger if exists roster_people_are_never_changed;" +
            text);
    }
    verify::Verdict checked() const {
        return verify::verify({.database = file_, .public_key = stopped().public_key(), .anchors = anchors_});
    }
    bool is_found() const { return !checked().findings.empty(); }
    const fs::path& file() const { return file_; }

private:
    fs::path file_, anchors_;
};

class Dice {
public:
    explicit Dice(unsigned seed) : random_(seed) {}
    int below(int n) { return std::uniform_int_distribution(0, n - 1)(random_); }
    template <class T> const T& one_of(const std::vector<T>& all) {
        return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
    }

private:
    std::mt19937 random_;
};

int entries(Copy& copy) { return std::stoi(copy.sql("select max(seq) from journal").front()); }

// One text or number of a random row becomes another.
void change_a_value(Copy& copy, Dice& dice, const std::string& table, const std::vector<std::string>& texts,
                    const std::vector<std::string>& numbers) {
    std::vector<std::string> columns = texts;
    columns.insert(columns.end(), numbers.begin(), numbers.end());
    const auto& column = dice.one_of(columns);
    const bool is_number = std::ranges::find(numbers, column) != numbers.end();
    const auto rows = std::stoi(copy.sql("select count(*) from " + table).front());
    const auto change = is_number ? column + " + 1" : "'x' || " + column;
    copy.sql(
        fmt::format("create temp table found as select *, row_number() over () as n from {0};"
                    "update {0} set {1} = {2} where ({1}, 1) in (select {1}, 1 from found where n = {3})",
                    table, column, change, 1 + dice.below(rows)));
}

const std::vector<std::string> entry_texts{"actor", "event", "body", "detail", "decision", "state", "hash"};
const std::vector<std::string> entry_numbers{"case_id", "version", "happened_at", "written_at"};

using Tamper = std::function<void(Copy&, Dice&)>;

void recompute_all(Copy& copy);

const std::map<std::string, Tamper>& ways() {
    static const std::map<std::string, Tamper> all{
        {"an entry is changed",
         [](Copy& copy, Dice& dice) {
             const bool is_text = dice.below(2) == 0;
             const auto& column = dice.one_of(is_text ? entry_texts : entry_numbers);
             copy.sql(fmt::format("drop index journal_by_case; update journal set {0} = {1} where seq = {2}",
                                  column, is_text ? "'x' || " + column : column + " + 1",
                                  1 + dice.below(entries(copy))));
         }},
        {"an entry is taken out",
         [](Copy& copy, Dice& dice) {
             copy.sql(fmt::format("delete from journal where seq = {}", 1 + dice.below(entries(copy))));
         }},
        {"an entry is taken out and the others close up",
         [](Copy& copy, Dice& dice) {
             const auto gone = 1 + dice.below(entries(copy) - 1);
             copy.sql(
                 fmt::format("delete from journal where seq = {0};"
                             "update journal set seq = -seq where seq > {0};"
                             "update journal set seq = -seq - 1 where seq < 0",
                             gone));
         }},
        {"two entries change places",
         [](Copy& copy, Dice& dice) {
             const auto one = 1 + dice.below(entries(copy) - 1);
             copy.sql(
                 fmt::format("update journal set seq = 0 where seq = {0};"
                             "update journal set seq = {0} where seq = {1};"
                             "update journal set seq = {1} where seq = 0",
                             one, one + 1 + dice.below(entries(copy) - one)));
         }},
        {"the end is cut off",
         [](Copy& copy, Dice& dice) {
             copy.sql(fmt::format("delete from journal where seq > {}", dice.below(entries(copy))));
         }},
        {"an entry is changed and every hash made anew",
         [](Copy& copy, Dice& dice) {
             copy.sql(fmt::format("update journal set actor = 'pa-01-a' where seq = {}",
                                  1 + dice.below(entries(copy))));
             recompute_all(copy);
         }},
        {"a case's row is changed",
         [](Copy& copy, Dice& dice) {
             const std::vector<std::string> texts{"desk",     "custody", "counsel",     "holder",
                                                  "snapshot", "intake",  "shared_with", "walls"};
             const std::vector<std::string> numbers{"ref",    "version",   "urgency",   "due",
                                                    "closed", "logged_at", "changed_at"};
             const bool is_text = dice.below(2) == 0;
             const auto& column = dice.one_of(is_text ? texts : numbers);
             copy.sql(fmt::format("update cases set {0} = {1} where id = {2}", column,
                                  is_text ? "'x' || " + column : column + " - 1", 1 + dice.below(20)));
         }},
        {"a timer, a share or a wall is changed",
         [](Copy& copy, Dice& dice) {
             switch (dice.below(3)) {
                 case 1: change_a_value(copy, dice, "timers", {}, {"due"}); break;
                 case 2:
                     copy.sql("delete from timers where case_id = (select min(case_id) from timers)");
                     break;
                 default: copy.sql("delete from walls where case_id = (select min(case_id) from walls)");
             }
         }},
        {"who is kept apart from the other side is changed",
         [](Copy& copy, Dice& dice) {
             const auto rows = std::stoi(copy.sql("select count(*) from kept_apart").front());
             switch (dice.below(4)) {
                 case 0: copy.sql("delete from kept_apart"); break;
                 case 1: copy.sql("drop table kept_apart"); break;
                 case 2:
                     copy.sql(fmt::format("insert or ignore into kept_apart values ({}, 'pa-01-a')",
                                          1 + dice.below(30)));
                     break;
                 default:
                     copy.sql(
                         fmt::format("delete from kept_apart where (case_id, person) ="
                                     " (select case_id, person from kept_apart limit 1 offset {})",
                                     dice.below(rows)));
             }
         }},
        {"a person is changed",
         [](Copy& copy, Dice& dice) {
             const bool now = dice.below(2) == 0;
             change_a_value(copy, dice, now ? "people" : "roster_people", {"body"}, {});
         }},
        {"a case's key is taken away",
         [](Copy& copy, Dice& dice) {
             const auto id = dice.one_of(copy.sql("select case_id from case_keys where wrapped <> ''"));
             copy.sql("update case_keys set wrapped = '' where case_id = " + id);
         }},
        {"an anchor is changed",
         [](Copy& copy, Dice& dice) {
             copy.sql("drop trigger anchors_are_never_changed");
             change_a_value(copy, dice, "anchors", {"hash", "signature"}, {"seq", "at"});
         }},
        {"a bit of the file is flipped", [](Copy& copy, Dice& dice) {
             std::ofstream(copy.file().string() + ".signature") << stopped().signature(copy.file());
             std::fstream file(copy.file(), std::ios::in | std::ios::out | std::ios::binary);
             const auto at = dice.below(static_cast<int>(fs::file_size(copy.file())));
             file.seekg(at);
             const auto byte = static_cast<char>(file.get() ^ (1 << dice.below(8)));
             file.seekp(at).put(byte);
         }}};
    return all;
}

// What an attacker does who knows how the chain is made, but has no record key.
void recompute_all(Copy& copy) {
    std::map<std::string, std::string> hashes;
    {
        verify::Database db(copy.file());
        seal::Digest last{};
        db.each(
            "select j.seq, coalesce(c.ref, 0), j.version, j.happened_at, j.written_at, j.actor, j.event, "
            "j.body,"
            " j.detail, j.decision, j.state from journal j left join cases c on c.id = j.case_id order by "
            "j.seq",
            [&](const verify::Row& row) {
                seal::Hashing hashing(last);
                for (int i = 0; i < 5; ++i) hashing.field(row.number(i));
                for (int i = 5; i < 11; ++i) hashing.field(row.text(i));
                last = hashing.digest();
                hashes[std::to_string(row.number(0))] = seal::to_hex(last);
            });
    }
    std::string all;
    for (const auto& [seq, hash] : hashes)
        all += fmt::format("update journal set hash = '{}' where seq = {};", hash, seq);
    copy.sql(all);
}

}  // namespace

TEST_CASE("what the office wrote holds") {
    const Copy copy;
    const auto verdict = copy.checked();
    for (const auto& one : verdict.findings) MESSAGE(one.what << " " << one.where << " " << one.says);
    CHECK(verdict.findings.empty());
    CHECK(verdict.cases == 22);
    CHECK(verdict.anchors > 5);
}

TEST_CASE("it holds without the public key and without anchors as well") {
    const Copy copy;
    CHECK(verify::verify({.database = copy.file()}).findings.empty());
}

TEST_CASE("1,000 random tamperings with the file are all found") {
    constexpr int all = 1'000;
    Dice dice(20261126);
    std::map<std::string, int> tried;
    int found = 0;
    for (int i = 0; i < all; ++i) {
        auto way = ways().begin();
        std::advance(way, i % static_cast<int>(ways().size()));
        Copy copy;
        way->second(copy, dice);
        const bool is_found = copy.is_found();
        CHECK_MESSAGE(is_found, way->first);
        found += is_found ? 1 : 0;
        ++tried[way->first];
    }
    for (const auto& [way, times] : tried) MESSAGE(times << " times " << way);
    MESSAGE(found << " of " << all << " tamperings were found");
    CHECK(found == all);
}

TEST_CASE("a file that a daemon works on is not looked at") {
    const Copy copy;
    std::ofstream(copy.file().string() + "-wal") << "something";
    CHECK_THROWS_AS(static_cast<void>(copy.checked()), verify::Unreadable);
    fs::remove(copy.file().string() + "-wal");
}
