#include "cli/watch_alarm.h"

#include "base/text.h"
#include "mail/plain_mail.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <array>
#include <thread>

extern char** environ;

namespace sodan::cli {

using office::Carried, office::LetterRow;

namespace {

struct Said {
    std::string subject, body;
};

Said said(const Alarm& alarm, const WatchSettings& settings, const Wording& words) {
    const auto text = [&](std::string key) {
        return words.texts().text(
            {std::move(key), {{"server", settings.server}, {"since", to_string(alarm.since)}}},
            settings.language);
    };
    const auto key = std::string(code(alarm.trouble));
    return {text("watch.subject." + key), text("watch.trouble." + key) + "\n"};
}

bool taken(const Carried& carried, std::string_view way, std::ostream& err) {
    if (carried.how == Carried::How::sent) return true;
    err << fmt::format("watchdog: {}: {}\n", way, carried.why);
    return false;
}

bool by_mail(const Said& said, const WatchSettings& settings, Instant now, std::ostream& err) {
    bool out = false;
    mail::SmtpCarrier carrier(*settings.mail);
    for (const auto& to : settings.mail_to) {
        const mail::PlainMail mail{
            .from = settings.mail->from,
            .to = to,
            .subject = said.subject,
            .body = said.body,
            .id = fmt::format("watchdog.{:016x}@{}", random_bits(), mail::domain_of(settings.mail->from)),
            .at = now,
            .important = true};
        out |= taken(carrier.carry({.to = to, .bytes = bytes_of(mail)}), "mail", err);
    }
    return out;
}

bool by_webhook(const Alarm& alarm, const Said& said, const WatchSettings& settings, std::ostream& err) {
    namespace json = boost::json;
    const SystemClock clock;
    mail::WebhookCarrier carrier({{"watchdog", *settings.webhook}}, clock, {});
    const json::object body{
        {"type", "sodan.watchdog"},
        {"timestamp", to_string(clock.now())},
        {"data",
         {{"trouble", code(alarm.trouble)}, {"since", to_string(alarm.since)}, {"text", said.subject}}}};
    const LetterRow letter{.key = fmt::format("watchdog_{:016x}", random_bits()),
                           .to = "watchdog",
                           .bytes = json::serialize(body)};
    return taken(carrier.carry(letter), "webhook", err);
}

// The program's exit status; a program that does not end in time is ended.
std::optional<int> ended(pid_t process) {
    constexpr auto step = std::chrono::milliseconds{50};
    constexpr int steps = 400;
    int status = 0;
    for (int i = 0; i < steps; ++i) {
        if (::waitpid(process, &status, WNOHANG) == process) return status;
        std::this_thread::sleep_for(step);
    }
    ::kill(process, SIGKILL);
    ::waitpid(process, &status, 0);
    return {};
}

bool write_all(int to, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(to, text.data(), text.size());
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

// Without a shell: nothing in the words can become a command.
bool by_command(const Said& said, const WatchSettings& settings, std::ostream& err) {
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return false;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe[0], STDIN_FILENO);
    auto words = settings.command;
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t process = 0;
    const int failed = ::posix_spawnp(&process, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[0]);
    const bool written = failed == 0 && write_all(pipe[1], said.subject + "\n\n" + said.body);
    ::close(pipe[1]);
    const auto status = failed == 0 ? ended(process) : std::nullopt;
    if (written && status && WIFEXITED(*status) && WEXITSTATUS(*status) == 0) return true;
    err << "watchdog: command: it cannot be run, or did not end well\n";
    return false;
}

}  // namespace

bool raise(const Alarm& alarm, const WatchSettings& settings, const Wording& words, Instant now,
           std::ostream& err) {
    const auto what = said(alarm, settings, words);
    bool out = false;
    if (settings.mail) out |= by_mail(what, settings, now, err);
    if (settings.webhook) out |= by_webhook(alarm, what, settings, err);
    if (!settings.command.empty()) out |= by_command(what, settings, err);
    return out;
}

}  // namespace sodan::cli
