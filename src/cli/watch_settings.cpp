#include "cli/watch_settings.h"

#include "cli/client.h"
#include "mail/secret_file.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <map>

namespace sodan::cli {

namespace fs = std::filesystem;

namespace {

struct Place {
    const fs::path& file;
    std::string key;
};

[[noreturn]] void refuse(const Place& at, std::string_view what) {
    throw BrokenWatch(fmt::format("{}: {}: {}", at.file.string(), at.key, what));
}

std::string text(const Place& at, const toml::node& node) {
    const auto value = node.value_exact<std::string>();
    if (!value || value->empty()) refuse(at, "a text is wanted");
    return *value;
}

std::vector<std::string> texts(const Place& at, const toml::node& node) {
    const auto* array = node.as_array();
    if (!array || array->empty()) refuse(at, "a list of texts is wanted");
    std::vector<std::string> out;
    for (const auto& item : *array) out.push_back(text(at, item));
    return out;
}

std::chrono::seconds seconds(const Place& at, const toml::node& node) {
    constexpr std::int64_t most = 86'400;
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < 1 || *value > most) refuse(at, "seconds from 1 to 86400 are wanted");
    return std::chrono::seconds{*value};
}

fs::path path(const Place& at, const toml::node& node) {
    const fs::path value = text(at, node);
    return value.is_absolute() ? value : at.file.parent_path() / value;
}

std::string secret(std::string (*read)(const fs::path&), const Place& at, const toml::node& node) {
    try {
        return read(path(at, node));
    } catch (const mail::BrokenSecret& e) { refuse(at, e.what()); }
}

mail::Smtp& mail_of(WatchSettings& to) {
    if (!to.mail) to.mail.emplace();
    return *to.mail;
}
mail::Webhook& webhook_of(WatchSettings& to) {
    if (!to.webhook) to.webhook.emplace();
    return *to.webhook;
}

using W = WatchSettings;
using Set = std::function<void(W&, const Place&, const toml::node&)>;

Set duration(std::chrono::seconds W::*place) {
    return [place](W& to, const Place& at, const toml::node& node) { to.*place = seconds(at, node); };
}

Set mail_text(std::string mail::Smtp::*place) {
    return [place](W& to, const Place& at, const toml::node& node) { mail_of(to).*place = text(at, node); };
}

const std::map<std::string, Set>& keys() {
    static const std::map<std::string, Set> all{
        {"watch.server", [](W& to, const Place& at, const toml::node& node) { to.server = text(at, node); }},
        {"watch.language",
         [](W& to, const Place& at, const toml::node& node) { to.language = text(at, node); }},
        {"watch.answer_within_seconds", duration(&W::answer_within)},
        {"watch.look_every_seconds", duration(&W::look_every)},
        {"watch.repeat_every_seconds", duration(&W::repeat_every)},
        {"watch.oldest_urgent_seconds", duration(&W::oldest_urgent)},
        {"watch.state_file",
         [](W& to, const Place& at, const toml::node& node) { to.state_file = path(at, node); }},
        {"watch.wants_sending",
         [](W& to, const Place& at, const toml::node& node) {
             const auto value = node.value_exact<bool>();
             if (!value) refuse(at, "true or false is wanted");
             to.wants_sending = *value;
         }},
        {"mail.url", mail_text(&mail::Smtp::url)},
        {"mail.user", mail_text(&mail::Smtp::user)},
        {"mail.from", mail_text(&mail::Smtp::from)},
        {"mail.ca_file", [](W& to, const Place& at,
                            const toml::node& node) { mail_of(to).ca_file = path(at, node).string(); }},
        {"mail.password_file",
         [](W& to, const Place& at, const toml::node& node) {
             mail_of(to).password = secret(mail::read_secret, at, node);
         }},
        {"mail.to", [](W& to, const Place& at, const toml::node& node) { to.mail_to = texts(at, node); }},
        {"webhook.url",
         [](W& to, const Place& at, const toml::node& node) { webhook_of(to).url = text(at, node); }},
        {"webhook.secret_file",
         [](W& to, const Place& at, const toml::node& node) {
             webhook_of(to).key = secret(mail::read_webhook_key, at, node);
         }},
        {"command.run",
         [](W& to, const Place& at, const toml::node& node) { to.command = texts(at, node); }}};
    return all;
}

void read(W& to, const fs::path& file, const toml::table& parsed) {
    for (const auto& [section, node] : parsed) {
        const auto* table = node.as_table();
        if (!table) refuse({file, std::string(section.str())}, "there is no such key outside a section");
        for (const auto& [name, value] : *table) {
            const Place at{file, fmt::format("{}.{}", section.str(), name.str())};
            const auto known = keys().find(at.key);
            if (known == keys().end()) refuse(at, "there is no such key; see docs/notifications.md");
            known->second(to, at, value);
        }
    }
}

void check(const W& settings, const fs::path& file) {
    const auto& mail = settings.mail;
    if (!parse_address(settings.server))
        refuse({file, "watch.server"}, "an address like http://127.0.0.1:8080 is wanted");
    if (settings.language != "en" && settings.language != "ja")
        refuse({file, "watch.language"}, "en or ja is wanted");
    if (!mail && !settings.webhook && settings.command.empty())
        refuse({file, "mail, webhook, command"}, "one way to alarm is needed at least");
    if (mail && (!mail::is_smtp_url(mail->url) || !domain::is_mail_address(mail->from)))
        refuse({file, "mail"}, "url (smtp:// or smtps://) and from (an address) are needed");
    if (mail && settings.mail_to.empty()) refuse({file, "mail.to"}, "somebody must be told");
    for (const auto& to : settings.mail_to)
        if (!domain::is_mail_address(to)) refuse({file, "mail.to"}, "addresses are wanted");
    const auto& hook = settings.webhook;
    if (hook && (!mail::is_webhook_url(hook->url) || hook->key.empty()))
        refuse({file, "webhook"}, "url (https) and secret_file are needed");
}

}  // namespace

WatchSettings parse_watch_settings(const std::string& toml, const fs::path& file) {
    WatchSettings out;
    out.state_file = file.parent_path() / out.state_file;
    try {
        read(out, file, toml::parse(toml, file.string()));
    } catch (const toml::parse_error& e) {
        throw BrokenWatch(fmt::format("{}:{}: {}", file.string(), e.source().begin.line, e.description()));
    }
    check(out, file);
    return out;
}

WatchSettings read_watch_settings(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw BrokenWatch(file.string() + ": cannot be read");
    return parse_watch_settings({std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}, file);
}

}  // namespace sodan::cli
