#include "mail/webhooks.h"

#include "mail/signature.h"
#include "mail/smtp.h"
#include "mail/transfer.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>

namespace sodan::mail {

using office::Carried, office::LetterRow;
using How = Carried::How;

namespace {

Carried told(const Transfer::Ended& ended) {
    constexpr std::array for_now{408L, 425L, 429L};
    if (ended.curl != CURLE_OK) return {How::later, fmt::format("curl_{}", ended.curl)};
    const auto code = fmt::format("http_{}", ended.answered);
    if (ended.answered >= 200 && ended.answered < 300) return {How::sent, ""};
    const bool refused = ended.answered >= 400 && ended.answered < 500 &&
                         std::ranges::find(for_now, ended.answered) == for_now.end();
    return {refused ? How::never : How::later, code};
}

}  // namespace

bool is_webhook_url(const std::string& url) {
    const bool says_nothing_odd =
        std::ranges::all_of(url, [](char c) { return c > ' ' && c < 0x7f; }) && url.find('@') == url.npos;
    return says_nothing_odd &&
           (url.starts_with("https://") || (url.starts_with("http://") && may_go_in_clear(url)));
}

Carried WebhookCarrier::carry(const LetterRow& letter, std::stop_token stop) {
    const auto found = webhooks_.find(letter.to);
    if (found == webhooks_.end()) return {How::never, "no_webhook"};
    const auto& [url, key] = found->second;
    const auto now = std::chrono::floor<std::chrono::seconds>(clock_.now()).time_since_epoch().count();
    const auto id = "msg_" + letter.key;
    try {
        Transfer transfer(url, std::move(stop));
        transfer.only("http,https");
        transfer.trust("");
        transfer.within(limits_.connecting, limits_.all);
        transfer.set_list(CURLOPT_HTTPHEADER,
                          {"Content-Type: application/json", "Expect:", "User-Agent: sodan",
                           "webhook-id: " + id, fmt::format("webhook-timestamp: {}", now),
                           "webhook-signature: " + webhook_signature(key, id, now, letter.bytes)});
        transfer.upload(letter.bytes);
        transfer.set_text(CURLOPT_CUSTOMREQUEST, "POST");
        return told(transfer.perform());
    } catch (const std::exception&) { return {How::later, "failed"}; }
}

}  // namespace sodan::mail
