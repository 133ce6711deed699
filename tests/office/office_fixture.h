#pragma once
// The example office with its real rules, a real store and a clock that the test sets: what a use case meets
// in the daemon.

#include "office/case_file.h"
#include "office/people_time.h"
#include "office/use_cases.h"
#include "office/views.h"
#include "store/sqlite_store.h"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sodan::office {

class OfficeFixture {
public:
    OfficeFixture();
    ~OfficeFixture();

    Instant now;

    Outcome<Answer> log(const std::string& person, const LogInquiry&);
    Outcome<Answer> does(const std::string& person, const std::string& ref, const CaseCommand&);
    Outcome<Answer> changes(const std::string& person, const std::string& whom, const PersonCommand&);
    // Lets time go by: every timer that comes due on the way is run at its own time, and so is what people's
    // time brings about.
    void pass(std::chrono::milliseconds);
    void keep_peoples_time();

    // The reference of a case that went as wished; fails the test otherwise.
    std::string logged(const std::string& person, const LogInquiry&);
    void done(const std::string& person, const std::string& ref,
              const CaseCommand&);  // fails the test when refused
    std::string refused(const std::string& person, const std::string& ref,
                        const CaseCommand&);  // the refusal's key

    chain::Snapshot state(const std::string& ref);
    bool sees(const std::string& person, const std::string& ref);
    boost::json::object shown(const std::string& person, const std::string& ref);
    boost::json::object list(const std::string& person, const ListRequest& = {});
    std::vector<std::string> told(const std::string& ref);  // "recipient kind" of every message, in order
    boost::json::object proof();                            // office::verify
    boost::json::object proof(const RulesOf&);
    boost::json::array decisions(const std::string& person, const std::string& ref);

    // A usual inquiry: an ALT of host 37 asks the host about leave.
    static LogInquiry usual();

    // Any use case, and any view, as the store calls it.
    Outcome<Answer> decided(const std::string& person, const std::function<Outcome<Written>(const Acting&)>&,
                            std::optional<std::int64_t> if_match = {});
    boost::json::object seen(const std::string& person,
                             const std::function<Outcome<boost::json::object>(const Viewing&)>&);
    std::vector<EntryRow> journal();  // all of it
    std::shared_ptr<const domain::Office> office() const { return store_->office(); }
    void open_again();              // as after a stop
    std::filesystem::path close();  // the database, which nobody has open then
    seal::KeyRing& keys() { return *keys_; }
    std::shared_ptr<seal::KeyRing> key_ring() { return keys_; }
    Store& store() { return *store_; }
    std::shared_ptr<const routing::Rules> rules() { return rules_; }

private:
    template <class Decide> Outcome<Answer> run(const std::string& person, Decide);
    template <class Read> auto reading(Read);

    std::filesystem::path folder_;
    std::shared_ptr<const routing::Rules> rules_;
    std::shared_ptr<seal::KeyRing> keys_;
    std::unique_ptr<store::SqliteStore> store_;
};

}  // namespace sodan::office
