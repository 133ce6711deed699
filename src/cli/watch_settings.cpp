#include "cli/watch_settings.h"

#include "cli/client.h"
#include "mail/secret_file.h"

#include <fmt/format.h>

namespace sodan::cli {

namespace fs = std::filesystem;

namespace {

std::string secret(std::string (*read)(const fs::path&), const Setting& value) {
    try {
        return read(value.path());
    } catch (const mail::BrokenSecret& e) { value.refuse(e.what()); }
}

std::vector<std::string> some_texts(const Setting& value) {
    auto out = value.texts();
    if (out.empty()) value.refuse("one text is wanted at least");
    return out;
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
using Set = SettingsKeys<W>::mapped_type;

Set duration(std::chrono::seconds W::*place) {
    return [place](W& to, const Setting& value) { to.*place = value.seconds(); };
}

Set mail_text(std::string mail::Smtp::*place) {
    return [place](W& to, const Setting& value) { mail_of(to).*place = value.text(); };
}

const SettingsKeys<W>& keys() {
    static const SettingsKeys<W> all{
        {"watch.server", [](W& to, const Setting& value) { to.server = value.text(); }},
        {"watch.token_file",
         [](W& to, const Setting& value) { to.token = secret(mail::read_secret, value); }},
        {"watch.language", [](W& to, const Setting& value) { to.language = value.text(); }},
        {"watch.answer_within_seconds", duration(&W::answer_within)},
        {"watch.look_every_seconds", duration(&W::look_every)},
        {"watch.repeat_every_seconds", duration(&W::repeat_every)},
        {"watch.oldest_urgent_seconds", duration(&W::oldest_urgent)},
        {"watch.overdue_timer_seconds", duration(&W::overdue_timer)},
        {"watch.state_file", [](W& to, const Setting& value) { to.state_file = value.path(); }},
        {"watch.wants_sending", [](W& to, const Setting& value) { to.wants_sending = value.truth(); }},
        {"mail.url", mail_text(&mail::Smtp::url)},
        {"mail.user", mail_text(&mail::Smtp::user)},
        {"mail.from", mail_text(&mail::Smtp::from)},
        {"mail.ca_file", [](W& to, const Setting& value) { mail_of(to).ca_file = value.path().string(); }},
        {"mail.password_file",
         [](W& to, const Setting& value) { mail_of(to).password = secret(mail::read_secret, value); }},
        {"mail.to", [](W& to, const Setting& value) { to.mail_to = some_texts(value); }},
        {"webhook.url", [](W& to, const Setting& value) { webhook_of(to).url = value.text(); }},
        {"webhook.secret_file",
         [](W& to, const Setting& value) { webhook_of(to).key = secret(mail::read_webhook_key, value); }},
        {"command.run", [](W& to, const Setting& value) { to.command = some_texts(value); }}};
    return all;
}

[[noreturn]] void refuse(const fs::path& file, std::string_view key, std::string_view what) {
    throw BrokenSettings(fmt::format("{}: {}: {}", file.string(), key, what));
}

void check(const W& settings, const fs::path& file) {
    const auto& mail = settings.mail;
    if (!parse_address(settings.server))
        refuse(file, "watch.server", "an address like http://127.0.0.1:8080 is wanted");
    if (settings.language != "en" && settings.language != "ja")
        refuse(file, "watch.language", "en or ja is wanted");
    if (!mail && !settings.webhook && settings.command.empty())
        refuse(file, "mail, webhook, command", "one way to alarm is needed at least");
    if (mail && (!mail::is_smtp_url(mail->url) || !domain::is_mail_address(mail->from)))
        refuse(file, "mail", "url (smtp:// or smtps://) and from (an address) are needed");
    if (mail && settings.mail_to.empty()) refuse(file, "mail.to", "somebody must be told");
    for (const auto& to : settings.mail_to)
        if (!domain::is_mail_address(to)) refuse(file, "mail.to", "addresses are wanted");
    const auto& hook = settings.webhook;
    if (hook && (!mail::is_webhook_url(hook->url) || hook->key.empty()))
        refuse(file, "webhook", "url (https) and secret_file are needed");
}

}  // namespace

WatchSettings parse_watch_settings(const std::string& toml, const fs::path& file) {
    WatchSettings out;
    out.state_file = file.parent_path() / out.state_file;
    read_settings_into(out, keys(), toml, file, "docs/notifications.md");
    check(out, file);
    return out;
}

WatchSettings read_watch_settings(const fs::path& file) {
    return parse_watch_settings(text_of_settings(file), file);
}

}  // namespace sodan::cli
