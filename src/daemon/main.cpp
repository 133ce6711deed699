// sodand: the daemon.

#include "daemon/daemon.h"
#include "daemon/options.h"
#include "daemon/service.h"

#include <sys/stat.h>

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
    using namespace sodan::daemon;
    try {
        ::umask(S_IRWXG | S_IRWXO);  // whatever is written is its owner's alone
        forbid_core_dumps();
        hold_signals();
        const auto options = read_options(argc, argv);
        if (options.exit_code) return *options.exit_code;
        if (options.example) return make_example_accounts(options.settings, *options.example);
        return options.check ? check_only(options.settings) : run(options.settings);
    } catch (const sodan::BrokenSettings& e) {
        std::fprintf(stderr, "sodand: %s\n", e.what());
        return exit_misconfigured;
    } catch (const sodan::http::BrokenCertificate& e) {
        std::fprintf(stderr, "sodand: tls: %s\n", e.what());
        return exit_misconfigured;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "sodand: cannot start: %s\n", e.what());
        return exit_failed;
    }
}
