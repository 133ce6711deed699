#pragma once
// By which ways messages leave this daemon, opened from its settings. Passwords and secrets stand in files of
// their own that nobody but their owner may read, and go from there to the carriers only.

#include "base/clock.h"
#include "mail/carrier.h"
#include "mail/compose.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace sodan::daemon {

struct WebhookSettings {
    std::string url{};
    std::filesystem::path secret_file{};  // holds "whsec_..."
};

struct MailSettings {
    std::string url{};  // of the mail server; "" = no mail leaves
    std::string user{}, from{}, base_url{};
    std::filesystem::path password_file{}, ca_file{};
    std::chrono::seconds timeout{20};
    office::PostHours hours{};
    std::map<std::string, WebhookSettings> webhooks{};  // by the name that people's `reach` bears
};

// What is wrong with them, in words for the operator, beginning with the key; "" when nothing is.
std::string fault_in(const MailSettings&);

struct Outgoing {
    office::PostOffice office{};
    mail::Sender sender{};
    std::unique_ptr<mail::Carrier> email{}, webhooks{};

    bool leaves() const { return office.email || !office.webhooks.empty(); }
    std::string in_words() const;  // for the log and for readyz
};
// Throws BrokenSettings when a file of secrets is not in order.
Outgoing open_outgoing(const MailSettings&, const Clock&);

}  // namespace sodan::daemon
