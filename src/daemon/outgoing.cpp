#include "daemon/outgoing.h"

#include "daemon/settings.h"
#include "mail/secret_file.h"
#include "mail/smtp.h"
#include "mail/webhooks.h"

#include <fmt/format.h>

#include <algorithm>

namespace sodan::daemon {

namespace fs = std::filesystem;

namespace {

// What is wrong with a file of secrets is told with the key that names it.
template <class Read> std::string secret(Read read, const fs::path& file, const std::string& key) {
    try {
        return read(file);
    } catch (const mail::BrokenSecret& e) { throw BrokenSettings(key + ": " + e.what()); }
}

bool is_page_url(const std::string& url) {
    const bool plain = std::ranges::all_of(url, [](char c) { return c > ' ' && c < 0x7f; });
    return plain && !url.ends_with('/') && (url.starts_with("https://") || url.starts_with("http://"));
}

mail::Smtp smtp_of(const MailSettings& settings) {
    mail::Smtp out{.url = settings.url,
                   .user = settings.user,
                   .from = settings.from,
                   .ca_file = settings.ca_file.string(),
                   .all = settings.timeout};
    if (!settings.password_file.empty())
        out.password = secret(mail::read_secret, settings.password_file, "mail.password_file");
    return out;
}

std::map<std::string, mail::Webhook> webhooks_of(const MailSettings& settings) {
    std::map<std::string, mail::Webhook> out;
    for (const auto& [name, one] : settings.webhooks)
        out[name] = {one.url, secret(mail::read_webhook_key, one.secret_file,
                                     fmt::format("webhooks.{}.secret_file", name))};
    return out;
}

std::string fault_in_hours(const office::PostHours& hours) {
    for (const auto& time : hours.digest_at)
        if (!domain::is_time_of_day(time)) return "mail.digest_at: a time of day is written \"09:00\"";
    if (!domain::is_time_of_day(hours.quiet.from) || !domain::is_time_of_day(hours.quiet.until))
        return "mail.quiet_from, mail.quiet_until: a time of day is written \"21:00\"";
    return "";
}

}  // namespace

std::string fault_in(const MailSettings& settings) {
    const bool leaves = !settings.url.empty() || !settings.webhooks.empty();
    if (!settings.url.empty() && !mail::is_smtp_url(settings.url))
        return "mail.url: smtp://HOST[:PORT] or smtps://HOST[:PORT] is wanted";
    if (leaves && !domain::is_mail_address(settings.from))
        return "mail.from: an address like sodan@example.org is wanted";
    if (leaves && !is_page_url(settings.base_url))
        return "mail.base_url: the address of these pages, without a slash at its end, is wanted";
    if (settings.user.empty() != settings.password_file.empty())
        return "mail.user and mail.password_file: one without the other is of no use";
    for (const auto& [name, one] : settings.webhooks)
        if (!mail::is_webhook_url(one.url) || one.secret_file.empty())
            return fmt::format("webhooks.{}: url (https, or http to this machine) and secret_file are wanted",
                               name);
    return fault_in_hours(settings.hours);
}

std::string Outgoing::in_words() const {
    if (!leaves()) return "no message leaves: nothing is set up in [mail], see docs/configuration.md";
    return fmt::format("messages leave by {}{} webhooks", office.email ? "mail and " : "",
                       office.webhooks.size());
}

Outgoing open_outgoing(const MailSettings& settings, const Clock& clock) {
    Outgoing out{.office = {.hours = settings.hours, .email = !settings.url.empty()},
                 .sender = {settings.from, settings.base_url},
                 .email = std::make_unique<mail::NoCarrier>()};
    if (out.office.email) out.email = std::make_unique<mail::SmtpCarrier>(smtp_of(settings));
    for (const auto& [name, one] : settings.webhooks) out.office.webhooks.insert(name);
    const mail::WebhookCarrier::Limits limits{.all = std::min(settings.timeout, std::chrono::seconds{10})};
    out.webhooks = std::make_unique<mail::WebhookCarrier>(webhooks_of(settings), clock, limits);
    return out;
}

}  // namespace sodan::daemon
