#pragma once
// What an operator sets for the watchdog, from a TOML file of its own: it shares nothing with the daemon that
// it watches. docs/notifications.md tells of each key.

#include "base/settings_file.h"
#include "mail/smtp.h"
#include "mail/webhooks.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace sodan::cli {

struct WatchSettings {
    std::string server = "http://127.0.0.1:8080";
    std::string token{};  // for the figures of a daemon on another machine
    std::string language = "en";
    std::chrono::seconds answer_within{5}, look_every{30}, repeat_every{900}, oldest_urgent{600},
        overdue_timer{120};
    std::filesystem::path state_file = "watchdog.json";
    bool wants_sending = true;  // no way out set up is trouble

    std::optional<mail::Smtp> mail{};
    std::vector<std::string> mail_to{};
    std::optional<mail::Webhook> webhook{};
    std::vector<std::string> command{};  // a program and its arguments; the text comes on standard input
};

// Throws BrokenSettings. Paths in the file count from its folder.
WatchSettings read_watch_settings(const std::filesystem::path&);
WatchSettings parse_watch_settings(const std::string& toml, const std::filesystem::path& file);

}  // namespace sodan::cli
