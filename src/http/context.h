#pragma once
// What every handler is given. The store works on its own threads: nothing here may block the network.

#include "base/catalogue.h"
#include "base/clock.h"
#include "http/limits.h"
#include "http/log.h"
#include "http/message.h"
#include "http/metrics.h"
#include "office/pass_book.h"
#include "office/rule_checks.h"
#include "office/sign_in_delays.h"
#include "office/store.h"
#include "routing/routing.h"
#include "seal/key_ring.h"

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace sodan::office {
struct PostOffice;
}

namespace sodan::http {

using RulesNow = std::shared_ptr<const routing::Rules>;

struct Context {
    office::Store& store;
    const Clock& clock;
    Log& log;
    Metrics& metrics;
    office::PassBook& passes;
    office::SignInDelays& delays;
    // Runs what hashes a password in one of a few slots; false when too much waits already.
    std::function<bool(std::function<void()>)> on_hash_slot;
    Endpoint endpoint;
    std::string_view scheme = "http";  // by which clients call: "https" with a certificate
    Limits limits;
    std::function<RulesNow()> rules;                           // those in force; any thread
    std::function<std::shared_ptr<const Catalogue>()> texts;   // of the rules in force; any thread
    std::function<Outcome<routing::RuleFiles>()> rule_folder;  // what lies in it now; any thread
    office::CheckRules check_rules;
    std::function<void(RulesNow)> take_up_rules;  // in force from now on; any thread
    // Runs what takes long beside everything else, one after the other; false when too much waits already.
    std::function<bool(std::function<void()>)> on_the_side;
    // What the staff does not cover, as daemon/coverage.h says it; any thread.
    std::function<boost::json::object()> coverage;
    std::shared_ptr<seal::KeyRing> keys{};
    std::string outgoing{};                            // by which ways messages leave, in words
    const office::PostOffice* post = nullptr;          // the same, as the office knows it
    std::string backups;                               // the folder into which backups are written
    std::function<void(std::exception_ptr)> failed{};  // told of a write that failed for no one's fault
    std::function<void()> changed{};                   // told on the network thread of everything written
    bool draining = false;                             // network thread
    std::atomic<bool> verifying = false, simulating = false, searching = false;
    std::atomic<std::int64_t> writes_under_way = 0, reads_under_way = 0;
};

struct Route;

// One request under way: what came, where it leads, and who waits for the answer.
struct Call {
    const Request& request;
    const Route* route = nullptr;
    std::array<std::string, 2> parts{};  // what stands for the pattern's {names}, decoded
    std::string_view query{};            // as it came
    std::string language = "en";         // of the answer
    std::shared_ptr<Asker> asker{};
};

}  // namespace sodan::http
