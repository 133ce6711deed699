#pragma once
// Letters as calls of webhooks that the operator set up, signed as Standard Webhooks has it.

#include "base/clock.h"
#include "mail/carrier.h"

#include <chrono>
#include <map>

namespace sodan::mail {

struct Webhook {
    std::string url{};  // https, or http to this machine itself
    std::string key{};  // as webhook_key reads it
};
bool is_webhook_url(const std::string& url);

class WebhookCarrier final : public Carrier {
public:
    struct Limits {
        std::chrono::seconds connecting{5}, all{10};
    };
    WebhookCarrier(std::map<std::string, Webhook> by_name, const Clock& clock, Limits limits)
        : webhooks_(std::move(by_name)), clock_(clock), limits_(limits) {}
    // 2xx is sent; 410 (gone) and other 4xx but 408, 425 and 429 are a refusal for good; redirects are not
    // followed.
    office::Carried carry(const office::LetterRow&, std::stop_token = {}) override;

private:
    std::map<std::string, Webhook> webhooks_;
    const Clock& clock_;
    Limits limits_;
};

}  // namespace sodan::mail
