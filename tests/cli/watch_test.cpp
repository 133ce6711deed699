#include "cli/watch.h"
#include "cli/watch_look.h"
#include "cli/watch_settings.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::cli;
using namespace std::chrono_literals;

namespace {

const Instant morning = *parse_instant("2026-10-05T10:00:00+09:00");

// A watchdog whose clock the test sets, and whose alarms arrive or do not.
struct Dog {
    Instant now = morning;
    Watched watched{};
    bool arrives = true;
    std::vector<std::string> alarms{};

    void sees(Trouble trouble) {
        auto [next, alarm] = judge(watched, trouble, now, 15min);
        watched = next;
        if (!alarm) return;
        alarms.emplace_back(code(alarm->trouble));
        if (arrives) watched = told(watched, *alarm, now);
    }
};

std::string fault(const std::string& toml) {
    try {
        parse_watch_settings(toml, "/etc/sodan/watchdog.toml");
    } catch (const BrokenSettings& e) { return e.what(); }
    return "taken";
}

using Alarms = std::vector<std::string>;

}  // namespace

TEST_CASE_FIXTURE(Dog, "trouble is told at once, again at its interval, and its end once") {
    sees(Trouble::none);
    CHECK(alarms.empty());
    for (int i = 0; i < 31; ++i, now += 1min) sees(Trouble::dead);
    CHECK(alarms == Alarms{"dead", "dead", "dead"});
    sees(Trouble::none);
    sees(Trouble::none);
    CHECK(alarms == Alarms{"dead", "dead", "dead", "none"});
}

TEST_CASE_FIXTURE(Dog, "other trouble is news") {
    sees(Trouble::dead);
    now += 1min;
    sees(Trouble::hung);
    CHECK(alarms == Alarms{"dead", "hung"});
    CHECK(watched.since == now);
}

TEST_CASE_FIXTURE(Dog, "an alarm that nobody took is told again at the next look") {
    arrives = false;
    sees(Trouble::cannot_send);
    now += 1min;
    sees(Trouble::cannot_send);
    CHECK(alarms == Alarms{"cannot_send", "cannot_send"});
    CHECK(watched.since == morning);
    arrives = true;
    sees(Trouble::cannot_send);
    sees(Trouble::cannot_send);
    CHECK(alarms.size() == 3);
}

TEST_CASE_FIXTURE(
    Dog, "trouble of which nobody heard ends without a word; an end that nobody took is told again") {
    arrives = false;
    sees(Trouble::hung);
    sees(Trouble::none);
    CHECK(alarms == Alarms{"hung"});
    arrives = true;
    sees(Trouble::hung);
    arrives = false;
    sees(Trouble::none);
    arrives = true;
    sees(Trouble::none);
    sees(Trouble::none);
    CHECK(alarms == Alarms{"hung", "hung", "none", "none"});
}

TEST_CASE_FIXTURE(Dog, "a clock that is set back does not silence the alarm") {
    sees(Trouble::dead);
    now -= 24h;
    sees(Trouble::dead);
    CHECK(alarms.size() == 2);
}

TEST_CASE("the figures tell whether messages leave") {
    const WatchSettings settings;
    const auto metrics = [](const char* leave, const char* oldest) {
        return std::string("# HELP sodan_messages_leave 1 when\n# TYPE sodan_messages_leave gauge\n") +
               "sodan_messages_leave " + leave + "\nsodan_messages_oldest_seconds 99999\n" +
               "sodan_messages_oldest_urgent_seconds " + oldest + "\n";
    };
    CHECK(trouble_in(metrics("1", "0"), settings) == Trouble::none);
    CHECK(trouble_in(metrics("1", "600"), settings) == Trouble::none);
    CHECK(trouble_in(metrics("1", "600.5"), settings) == Trouble::cannot_send);
    CHECK(trouble_in(metrics("0", "0"), settings) == Trouble::sends_nothing);
    CHECK(trouble_in("<html>another program</html>", settings) == Trouble::not_ready);
    CHECK(trouble_in("", settings) == Trouble::not_ready);
}

TEST_CASE("an urgent message that reached nobody is trouble, and so is a clock that stands still") {
    const WatchSettings settings;
    const std::string well = "sodan_messages_leave 1\nsodan_messages_oldest_urgent_seconds 0\n";
    CHECK(trouble_in(well + "sodan_messages_urgent_unreached 0\n", settings) == Trouble::none);
    CHECK(trouble_in(well + "sodan_messages_urgent_unreached 1\n", settings) == Trouble::cannot_send);
    CHECK(trouble_in(well + "sodan_timer_overdue_seconds 119\n", settings) == Trouble::none);
    CHECK(trouble_in(well + "sodan_timer_overdue_seconds 121\n", settings) == Trouble::stands_still);
}

TEST_CASE("what the watchdog has told stands beside its settings, wherever it is started") {
    const auto settings =
        parse_watch_settings("[command]\nrun = [\"/bin/true\"]", "/etc/sodan/watchdog.toml");
    CHECK(settings.state_file == "/etc/sodan/watchdog.json");
}

TEST_CASE("a watchdog that could tell nobody does not start") {
    const std::string command = "[command]\nrun = [\"/bin/true\"]\n";
    CHECK(fault(command) == "taken");
    CHECK(fault("").find("one way to alarm") != std::string::npos);
    CHECK(fault(command + "[watch]\nserver = \"ftp://x\"").find("watch.server") != std::string::npos);
    CHECK(fault(command + "[watch]\nrepeat_every_seconds = 0").find("1 to 86400") != std::string::npos);
    CHECK(fault(command + "[watch]\nlooks = 1").find("watch.looks: there is no such key") !=
          std::string::npos);
    CHECK(fault("[mail]\nurl = \"smtp://mail.example.org\"\nfrom = \"w@example.org\"").find("mail.to") !=
          std::string::npos);
    CHECK(
        fault(
            "[mail]\nurl = \"smtp://mail.example.org\"\nfrom = \"w@example.org\"\nto = [\"a\\r\\nBcc: b@c\"]")
            .find("addresses") != std::string::npos);
    CHECK(fault("[webhook]\nurl = \"http://example.org/\"").find("secret_file") != std::string::npos);
}
