#include "daemon/daemon.h"
#include "daemon/folder_rules.h"
#include "daemon/parts.h"
#include "daemon/rulebook.h"

#include <cstdio>

namespace sodan::daemon {

int check_only(const Settings& settings) {
    const Rulebook rules(settings.rules);
    const auto files = rules.folder();
    if (!files) throw BrokenSettings("rules: " + in_words(files.refusal(), nullptr));
    const auto office = read_office(settings);
    const auto checked =
        rules.check(*files, std::make_shared<const domain::Office>(office), SystemClock().now());
    if (!checked.passes) throw BrokenSettings("rules: " + first_finding(checked));
    std::printf("sodand: in order: rules %s, %zu hosts, %zu people, %zu institutions\n",
                checked.version.c_str(), office.hosts().size(), office.people().size(),
                office.directory().size());
    return 0;
}

}  // namespace sodan::daemon
