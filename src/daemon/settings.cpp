#include "daemon/settings.h"

#include "http/server.h"

#include <fmt/format.h>

namespace sodan::daemon {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t most_years = 100;

http::Level level(const Setting& value) {
    static const std::map<std::string, http::Level> levels{{"debug", http::Level::debug},
                                                           {"info", http::Level::info},
                                                           {"warning", http::Level::warning},
                                                           {"error", http::Level::error}};
    const auto found = levels.find(value.text());
    if (found == levels.end()) value.refuse("debug, info, warning or error is wanted");
    return found->second;
}

// { "advisor/37" = 3, coordinator = 7 }
std::map<std::string, int> years_by_desk(const Setting& table) {
    std::map<std::string, int> out;
    for (const auto& desk : table.members()) out[desk.name()] = static_cast<int>(desk.number(0, most_years));
    return out;
}

// [webhooks.NAME], whose name an operator chooses.
void read_webhook(Settings& to, const Setting& table) {
    auto& webhook = to.mail.webhooks[table.name()];
    for (const auto& value : table.members()) {
        if (value.name() == "url")
            webhook.url = value.text();
        else if (value.name() == "secret_file")
            webhook.secret_file = value.path();
        else
            value.refuse("there is no such key; see docs/configuration.md");
    }
}

using Set = SettingsKeys<Settings>::mapped_type;

std::int64_t bytes(const Setting& value) {
    constexpr std::int64_t least = 1024, most = 1024 * 1024 * 1024;
    return value.number(least, most);
}

std::size_t count(const Setting& value) {
    constexpr std::int64_t most = 65'536;
    return static_cast<std::size_t>(value.number(1, most));
}

Set mail_text(std::string MailSettings::*place) {
    return [place](Settings& to, const Setting& value) { to.mail.*place = value.text(); };
}

Set mail_path(fs::path MailSettings::*place) {
    return [place](Settings& to, const Setting& value) { to.mail.*place = value.path(); };
}

Set path_of(fs::path Settings::*place) {
    return [place](Settings& to, const Setting& value) { to.*place = value.path(); };
}

Set seconds(std::chrono::seconds http::Limits::*limit) {
    return [limit](Settings& to, const Setting& value) { to.limits.*limit = value.seconds(); };
}

// Every key there is.
const SettingsKeys<Settings>& keys() {
    using L = http::Limits;
    static const SettingsKeys<Settings> all{
        {"listen.address", [](Settings& to, const Setting& value) { to.listen.address = value.text(); }},
        {"listen.port",
         [](Settings& to, const Setting& value) {
             to.listen.port = static_cast<std::uint16_t>(value.number(0, 65'535));
         }},
        {"listen.hosts", [](Settings& to, const Setting& value) { to.listen.hosts = value.texts(); }},
        {"tls.certificate", [](Settings& to, const Setting& value) { to.tls.chain = value.path(); }},
        {"tls.key", [](Settings& to, const Setting& value) { to.tls.key = value.path(); }},
        {"data.folder", path_of(&Settings::data)},
        {"keys.folder", path_of(&Settings::keys)},
        {"record.anchor_mail", [](Settings& to, const Setting& value) { to.anchor_mail = value.texts(); }},
        {"record.anchor_minutes",
         [](Settings& to, const Setting& value) {
             constexpr std::int64_t a_week = 7 * 24 * 60;
             to.anchor_every = std::chrono::minutes{value.number(1, a_week)};
         }},
        {"retention.years",
         [](Settings& to, const Setting& value) {
             to.retention.years = static_cast<int>(value.number(0, most_years));
         }},
        {"retention.desks",
         [](Settings& to, const Setting& value) { to.retention.by_desk = years_by_desk(value); }},
        {"rules.folder", path_of(&Settings::rules)},
        {"office.folder", path_of(&Settings::office)},
        {"schema.folder", path_of(&Settings::schema)},
        {"log.level", [](Settings& to, const Setting& value) { to.log_level = level(value); }},
        {"log.file", path_of(&Settings::log_file)},
        {"limits.header_bytes",
         [](Settings& to, const Setting& value) {
             to.limits.header_bytes = static_cast<std::uint32_t>(bytes(value));
         }},
        {"limits.body_bytes",
         [](Settings& to, const Setting& value) {
             to.limits.body_bytes = static_cast<std::uint64_t>(bytes(value));
         }},
        {"limits.connections",
         [](Settings& to, const Setting& value) { to.limits.connections = count(value); }},
        {"limits.event_streams",
         [](Settings& to, const Setting& value) { to.limits.event_streams = count(value); }},
        {"limits.idle_seconds", seconds(&L::idle)},
        {"limits.header_seconds", seconds(&L::header)},
        {"limits.body_seconds", seconds(&L::body)},
        {"limits.write_seconds", seconds(&L::write)},
        {"limits.drain_seconds", seconds(&L::drain)},
        {"limits.heartbeat_seconds", seconds(&L::heartbeat)},
        {"mail.url", mail_text(&MailSettings::url)},
        {"mail.user", mail_text(&MailSettings::user)},
        {"mail.password_file", mail_path(&MailSettings::password_file)},
        {"mail.from", mail_text(&MailSettings::from)},
        {"mail.base_url", mail_text(&MailSettings::base_url)},
        {"mail.ca_file", mail_path(&MailSettings::ca_file)},
        {"mail.timeout_seconds",
         [](Settings& to, const Setting& value) {
             constexpr std::int64_t most = 60;
             to.mail.timeout = value.seconds(most);
         }},
        {"mail.digest_at",
         [](Settings& to, const Setting& value) { to.mail.hours.digest_at = value.texts(); }},
        {"mail.quiet_from",
         [](Settings& to, const Setting& value) { to.mail.hours.quiet.from = value.text(); }},
        {"mail.quiet_until",
         [](Settings& to, const Setting& value) { to.mail.hours.quiet.until = value.text(); }},
        {"webhooks.*", read_webhook}};
    return all;
}

}  // namespace

Settings parse_settings(const std::string& toml, const fs::path& file) {
    Settings out;
    read_settings_into(out, keys(), toml, file, "docs/configuration.md");
    return out;
}

Settings read_settings(const fs::path& file) { return parse_settings(text_of_settings(file), file); }

fs::path Settings::keys_folder() const {
    if (!keys.empty()) return keys;
    const auto whole = fs::absolute(data / "").lexically_normal().parent_path();
    return whole.string() + "-keys";
}

void check(const Settings& settings) {
    const auto inside = fs::absolute(settings.keys_folder()).lexically_relative(fs::absolute(settings.data));
    if (!inside.empty() && *inside.begin() != "..")
        throw BrokenSettings(fmt::format(
            "keys.folder: {} lies in the data folder. Whoever copies the one would have the other; "
            "keep the keys elsewhere.",
            settings.keys_folder().string()));
    if (settings.tls.chain.empty() != settings.tls.key.empty())
        throw BrokenSettings("tls: a certificate and its key belong together; please set both or neither");
    if (!settings.tls.are_given() && !http::is_loopback(settings.listen.address))
        throw BrokenSettings(fmt::format(
            "listen.address: {} can be reached from other machines, and there is no certificate. Without TLS "
            "sodand listens on 127.0.0.1 or ::1 only; to be reached from elsewhere, set tls.certificate and "
            "tls.key (docs/configuration.md).",
            settings.listen.address));
    if (!settings.anchor_mail.empty() && settings.mail.url.empty())
        throw BrokenSettings("record.anchor_mail: anchors cannot go by mail without mail.url; please set it");
    for (const auto& address : settings.anchor_mail)
        if (!domain::is_mail_address(address))
            throw BrokenSettings(fmt::format("record.anchor_mail: {} is not an address", address));
    if (const auto fault = fault_in(settings.mail); !fault.empty()) throw BrokenSettings(fault);
}

}  // namespace sodan::daemon
