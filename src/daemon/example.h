#pragma once
// `sodand example`: accounts for the example office, on a data folder that no daemon has open. It makes
// passwords up and prints them, so it is refused wherever the people are not plainly made up.

#include "daemon/settings.h"

namespace sodan::daemon {

struct ExampleWish {
    std::filesystem::path
        tokens{};  // where tokens of everybody are written as JSON, id -> token; "" = nowhere
};

// Makes the data folder when it is not there; the exit code. Throws BrokenSettings.
int make_example_accounts(const Settings&, const ExampleWish&);

}  // namespace sodan::daemon
