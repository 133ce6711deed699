#pragma once
// The folder of the rules and the store: which of the two a daemon starts with, and how what lies in the
// folder comes into force on nobody's behalf. The store's version is the truth; the folder is read at the
// very first start, on a signal, and when the store's version no longer loads with this program.

#include "base/clock.h"
#include "daemon/rulebook.h"
#include "http/log.h"
#include "office/store.h"

#include <functional>

namespace sodan::daemon {

// What stands in the way of rules that do not pass, in words: the first of it.
std::string first_finding(const office::CheckedRules&);

struct FolderRules {
    Rulebook& rules;
    office::Store& store;
    const Clock& clock;
    http::Log& log;

    // Puts rules into force, or throws BrokenSettings and says why there are none. Waits for the store.
    void start() const;
    // Publishes what lies in the folder, when it passes; `in_force` is called when it has been kept. Never
    // waits for the store.
    void reload(std::function<void(std::shared_ptr<const routing::Rules>)> in_force) const;

private:
    void publish_first(const std::string& reason) const;
    void say_when_folder_differs() const;
};

}  // namespace sodan::daemon
