#include "daemon/settings.h"

#include "http/server.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <map>

namespace sodan::daemon {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t most_years = 100;

struct Place {
    const fs::path& file;
    std::string key;
};

[[noreturn]] void refuse(const Place& at, const toml::source_region& where, std::string_view what) {
    throw BrokenSettings(fmt::format("{}:{}: {}: {}", at.file.string(), where.begin.line, at.key, what));
}

std::string text(const Place& at, const toml::node& node) {
    const auto value = node.value_exact<std::string>();
    if (!value || value->empty()) refuse(at, node.source(), "a text is wanted");
    return *value;
}

std::int64_t number(const Place& at, const toml::node& node, std::int64_t least, std::int64_t most) {
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < least || *value > most)
        refuse(at, node.source(), fmt::format("a whole number from {} to {} is wanted", least, most));
    return *value;
}

fs::path path(const Place& at, const toml::node& node) {
    const fs::path value = text(at, node);
    return value.is_absolute() ? value : at.file.parent_path() / value;
}

std::vector<std::string> texts(const Place& at, const toml::node& node) {
    const auto* array = node.as_array();
    if (!array) refuse(at, node.source(), "a list of texts is wanted");
    std::vector<std::string> out;
    for (const auto& item : *array) out.push_back(text(at, item));
    return out;
}

http::Level level(const Place& at, const toml::node& node) {
    static const std::map<std::string, http::Level> levels{{"debug", http::Level::debug},
                                                           {"info", http::Level::info},
                                                           {"warning", http::Level::warning},
                                                           {"error", http::Level::error}};
    const auto found = levels.find(text(at, node));
    if (found == levels.end()) refuse(at, node.source(), "debug, info, warning or error is wanted");
    return found->second;
}

// { "advisor/37" = 3, coordinator = 7 }
std::map<std::string, int> years_by_desk(const Place& at, const toml::node& node) {
    const auto* table = node.as_table();
    if (!table) refuse(at, node.source(), "a table of years by desk or kind of desk is wanted");
    std::map<std::string, int> out;
    for (const auto& [name, years] : *table)
        out[std::string(name.str())] = static_cast<int>(number(at, years, 0, most_years));
    return out;
}

using Set = std::function<void(Settings&, const Place&, const toml::node&)>;

Set bytes(std::function<void(Settings&, std::int64_t)> set) {
    constexpr std::int64_t least = 1024, most = 1024 * 1024 * 1024;
    return [set](Settings& to, const Place& at, const toml::node& node) {
        set(to, number(at, node, least, most));
    };
}

Set count(std::function<void(Settings&, std::size_t)> set) {
    constexpr std::int64_t most = 65'536;
    return [set](Settings& to, const Place& at, const toml::node& node) {
        set(to, static_cast<std::size_t>(number(at, node, 1, most)));
    };
}

Set mail_text(std::string MailSettings::*place) {
    return
        [place](Settings& to, const Place& at, const toml::node& node) { to.mail.*place = text(at, node); };
}

Set mail_path(fs::path MailSettings::*place) {
    return
        [place](Settings& to, const Place& at, const toml::node& node) { to.mail.*place = path(at, node); };
}

Set seconds(std::chrono::seconds http::Limits::*limit) {
    constexpr std::int64_t most = 86'400;
    return [limit](Settings& to, const Place& at, const toml::node& node) {
        to.limits.*limit = std::chrono::seconds{number(at, node, 1, most)};
    };
}

// Every key there is.
const std::map<std::string, Set>& keys() {
    using L = http::Limits;
    static const std::map<std::string, Set> all{
        {"listen.address",
         [](Settings& to, const Place& at, const toml::node& node) { to.listen.address = text(at, node); }},
        {"listen.port",
         [](Settings& to, const Place& at, const toml::node& node) {
             to.listen.port = static_cast<std::uint16_t>(number(at, node, 0, 65'535));
         }},
        {"listen.hosts",
         [](Settings& to, const Place& at, const toml::node& node) { to.listen.hosts = texts(at, node); }},
        {"tls.certificate",
         [](Settings& to, const Place& at, const toml::node& node) { to.tls.chain = path(at, node); }},
        {"tls.key",
         [](Settings& to, const Place& at, const toml::node& node) { to.tls.key = path(at, node); }},
        {"data.folder",
         [](Settings& to, const Place& at, const toml::node& node) { to.data = path(at, node); }},
        {"keys.folder",
         [](Settings& to, const Place& at, const toml::node& node) { to.keys = path(at, node); }},
        {"record.anchor_mail",
         [](Settings& to, const Place& at, const toml::node& node) { to.anchor_mail = texts(at, node); }},
        {"record.anchor_minutes",
         [](Settings& to, const Place& at, const toml::node& node) {
             constexpr std::int64_t a_week = 7 * 24 * 60;
             to.anchor_every = std::chrono::minutes{number(at, node, 1, a_week)};
         }},
        {"retention.years",
         [](Settings& to, const Place& at, const toml::node& node) {
             to.retention.years = static_cast<int>(number(at, node, 0, most_years));
         }},
        {"retention.desks", [](Settings& to, const Place& at,
                               const toml::node& node) { to.retention.by_desk = years_by_desk(at, node); }},
        {"rules.folder",
         [](Settings& to, const Place& at, const toml::node& node) { to.rules = path(at, node); }},
        {"office.folder",
         [](Settings& to, const Place& at, const toml::node& node) { to.office = path(at, node); }},
        {"schema.folder",
         [](Settings& to, const Place& at, const toml::node& node) { to.schema = path(at, node); }},
        {"log.level",
         [](Settings& to, const Place& at, const toml::node& node) { to.log_level = level(at, node); }},
        {"log.file",
         [](Settings& to, const Place& at, const toml::node& node) { to.log_file = path(at, node); }},
        {"limits.header_bytes",
         bytes([](Settings& to, auto n) { to.limits.header_bytes = static_cast<std::uint32_t>(n); })},
        {"limits.body_bytes",
         bytes([](Settings& to, auto n) { to.limits.body_bytes = static_cast<std::uint64_t>(n); })},
        {"limits.connections", count([](Settings& to, auto n) { to.limits.connections = n; })},
        {"limits.event_streams", count([](Settings& to, auto n) { to.limits.event_streams = n; })},
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
         [](Settings& to, const Place& at, const toml::node& node) {
             constexpr std::int64_t most = 60;
             to.mail.timeout = std::chrono::seconds{number(at, node, 1, most)};
         }},
        {"mail.digest_at", [](Settings& to, const Place& at,
                              const toml::node& node) { to.mail.hours.digest_at = texts(at, node); }},
        {"mail.quiet_from", [](Settings& to, const Place& at,
                               const toml::node& node) { to.mail.hours.quiet.from = text(at, node); }},
        {"mail.quiet_until", [](Settings& to, const Place& at, const toml::node& node) {
             to.mail.hours.quiet.until = text(at, node);
         }}};
    return all;
}

// [webhooks.NAME] with url and secret_file: the one section whose keys an operator names.
void read_webhooks(Settings& to, const fs::path& file, const toml::table& table) {
    for (const auto& [name, node] : table) {
        const Place at{file, fmt::format("webhooks.{}", name.str())};
        const auto* one = node.as_table();
        if (!one) refuse(at, node.source(), "a table with url and secret_file is wanted");
        auto& webhook = to.mail.webhooks[std::string(name.str())];
        for (const auto& [key, value] : *one) {
            const Place there{file, fmt::format("{}.{}", at.key, key.str())};
            if (key == "url")
                webhook.url = text(there, value);
            else if (key == "secret_file")
                webhook.secret_file = path(there, value);
            else
                refuse(there, key.source(), "there is no such key; see docs/configuration.md");
        }
    }
}

void read_section(Settings& to, const fs::path& file, std::string_view section, const toml::table& table) {
    for (const auto& [name, node] : table) {
        const Place at{file, fmt::format("{}.{}", section, name.str())};
        const auto known = keys().find(at.key);
        if (known == keys().end())
            refuse(at, name.source(), "there is no such key; see docs/configuration.md");
        known->second(to, at, node);
    }
}

}  // namespace

Settings parse_settings(const std::string& toml, const fs::path& file) {
    Settings out;
    try {
        const auto parsed = toml::parse(toml, file.string());
        for (const auto& [name, node] : parsed) {
            const auto* table = node.as_table();
            if (!table)
                refuse({file, std::string(name.str())}, name.source(),
                       "there is no such key outside a section");
            if (name == "webhooks")
                read_webhooks(out, file, *table);
            else
                read_section(out, file, name.str(), *table);
        }
    } catch (const toml::parse_error& e) {
        throw BrokenSettings(fmt::format("{}:{}: {}", file.string(), e.source().begin.line, e.description()));
    }
    return out;
}

Settings read_settings(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw BrokenSettings(file.string() + ": cannot be read");
    return parse_settings({std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}, file);
}

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
