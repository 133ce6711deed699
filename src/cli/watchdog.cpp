#include "cli/watchdog.h"

#include "cli/watch_alarm.h"
#include "cli/watch_look.h"

#include <signal.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>

namespace sodan::cli {

namespace fs = std::filesystem;

namespace {

// What cannot be read is forgotten: then trouble is told as if it were new.
Watched remembered(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    boost::system::error_code error;
    const auto parsed = boost::json::parse(text, error);
    if (error) return {};
    const auto read = Reader::read<Watched>(parsed);
    return read ? *read : Watched{};
}

void remember(const fs::path& file, const Watched& watched, std::ostream& err) {
    const fs::path beside = file.string() + ".new";
    std::ofstream out(beside, std::ios::binary);
    out << boost::json::serialize(written(watched)) << '\n';
    out.close();
    std::error_code error;
    if (out) fs::rename(beside, file, error);
    if (!out || error) err << "watchdog: " << file.string() << " cannot be written\n";
}

Trouble look_once(const WatchSettings& settings, const Wording& words, std::ostream& err) {
    const auto seen = look(settings);
    const auto now = SystemClock().now();
    auto [watched, alarm] = judge(remembered(settings.state_file), seen, now, settings.repeat_every);
    if (alarm && raise(*alarm, settings, words, now, err)) watched = told(watched, *alarm, now);
    remember(settings.state_file, watched, err);
    return seen;
}

class Signals {
public:
    Signals() {
        ::sigemptyset(&held_);
        for (const int one : {SIGTERM, SIGINT}) ::sigaddset(&held_, one);
        ::pthread_sigmask(SIG_BLOCK, &held_, nullptr);
    }
    bool came_within(std::chrono::seconds time) const {
        const timespec patience{time.count(), 0};
        return ::sigtimedwait(&held_, nullptr, &patience) > 0;
    }

private:
    sigset_t held_{};
};

}  // namespace

Command command_watchdog() {
    return {"watchdog",
            Verb::local,
            "",
            {{"--config", std::string(kept), Form::word, true}, {"--once", std::string(kept), Form::yes}}};
}

Exit watchdog(const Wish& wish, const Wording& words, const Surroundings& around) {
    try {
        const auto settings = read_watch_settings(wish.value("--config"));
        ::signal(SIGPIPE, SIG_IGN);
        if (wish.has("--once")) {
            const auto seen = look_once(settings, words, around.err);
            around.out << words.texts().text(
                              {"watch.subject." + std::string(code(seen)), {{"server", settings.server}}},
                              words.language())
                       << '\n';
            return seen == Trouble::none ? Exit::done : Exit::refused;
        }
        const Signals signals;
        do { look_once(settings, words, around.err); } while (!signals.came_within(settings.look_every));
        return Exit::done;
    } catch (const BrokenSettings& e) {
        around.err << "watchdog: " << e.what() << '\n';
        return Exit::usage;
    }
}

}  // namespace sodan::cli
