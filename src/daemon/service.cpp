#include "daemon/service.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <systemd/sd-daemon.h>
#include <time.h>

#include <cerrno>
#include <system_error>

namespace sodan::daemon {

namespace {

sigset_t held() {
    sigset_t out;
    sigemptyset(&out);
    for (const int signal : {SIGHUP, SIGTERM, SIGINT, SIGUSR1}) sigaddset(&out, signal);
    return out;
}

}  // namespace

void tell_ready() { sd_notify(0, "READY=1"); }
void tell_stopping() { sd_notify(0, "STOPPING=1"); }
void tell_alive() { sd_notify(0, "WATCHDOG=1"); }

void forbid_core_dumps() {
    const rlimit none{0, 0};
    if (::setrlimit(RLIMIT_CORE, &none) != 0 || ::prctl(PR_SET_DUMPABLE, 0) != 0)
        throw std::system_error(errno, std::generic_category(), "core dumps cannot be forbidden");
}

void hold_signals() {
    const auto signals = held();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
}

std::optional<int> wait_for_signal(std::chrono::milliseconds limit) {
    const auto signals = held();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(limit);
    const timespec wait{seconds.count(), std::chrono::nanoseconds(limit - seconds).count()};
    const int signal = sigtimedwait(&signals, nullptr, &wait);
    if (signal < 0) return {};
    return signal;
}

}  // namespace sodan::daemon
