#pragma once
// What an operator may set, from a TOML file; everything has a default that works. docs/configuration.md
// tells of each key, tools/sodand.toml shows them all.

#include "base/settings_file.h"
#include "daemon/outgoing.h"
#include "http/limits.h"
#include "http/log.h"
#include "http/tls.h"
#include "office/retention.h"

#include <filesystem>
#include <string>

namespace sodan::daemon {

struct Settings {
    http::Endpoint listen{};
    http::CertificateFiles tls{};  // none = in clear, on the loopback only
    http::Limits limits{};
    std::filesystem::path data = "data";
    std::filesystem::path keys{};  // empty = beside the data folder: its name and "-keys"
    std::filesystem::path rules = "rules";
    std::filesystem::path office{};           // empty = the folder "office" of the rules
    std::filesystem::path schema = "schema";  // the database's migrations
    http::Level log_level = http::Level::info;
    std::filesystem::path log_file{};  // empty = standard error
    MailSettings mail{};
    office::Retention retention{};
    std::chrono::minutes anchor_every{60};
    std::vector<std::string> anchor_mail{};  // addresses that get every anchor

    std::filesystem::path keys_folder() const;
};

// Throws BrokenSettings. Paths in a file count from the file's folder.
Settings read_settings(const std::filesystem::path& file);
Settings parse_settings(const std::string& toml, const std::filesystem::path& file);

// What no setting may be, wherever it came from: an address beyond the loopback without a certificate, a
// certificate without its key, keys among the data that they protect. Throws BrokenSettings.
void check(const Settings&);

}  // namespace sodan::daemon
