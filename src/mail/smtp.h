#pragma once
// Letters as mail, through one mail server.

#include "mail/carrier.h"

#include <chrono>

namespace sodan::mail {

struct Smtp {
    std::string
        url{};  // "smtps://mail.example.org", or "smtp://mail.example.org:587", which begins TLS there
    std::string user{}, password{};  // "" = the server asks for none
    std::string from{};
    std::string ca_file{};  // whom to trust for TLS; "" = whom the machine trusts
    std::chrono::seconds connecting{5}, all{20};
};

// Without TLS nothing is sent, but to this machine itself: names on the loopback may go in clear.
bool may_go_in_clear(const std::string& url);
bool is_smtp_url(const std::string& url);

class SmtpCarrier final : public Carrier {
public:
    explicit SmtpCarrier(Smtp smtp) : smtp_(std::move(smtp)) {}
    // Refused for good only where the server refuses this recipient or this letter (5xx to RCPT or DATA). A
    // server that refuses us, our password or our address is ours to mend: the letter waits.
    office::Carried carry(const office::LetterRow&, std::stop_token = {}) override;

private:
    Smtp smtp_;
};

}  // namespace sodan::mail
