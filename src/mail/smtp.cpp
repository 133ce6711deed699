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

std::string host_of(const std::string& url) {
    const auto begin = url.find("://");
    if (begin == url.npos) return "";
    auto host = url.substr(begin + 3);
    host = host.substr(0, host.find('/'));
    if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
    return host.substr(0, host.find(':'));
}

Carried told(const Transfer::Ended& ended) {
    constexpr long refused_for_good = 500;
    if (ended.curl == CURLE_OK) return {How::sent, ""};
    if (ended.curl == CURLE_LOGIN_DENIED) return {How::later, "login"};
    const bool of_this_letter = ended.command == "RCPT" || ended.command == "DATA";
    if (ended.answered >= refused_for_good && of_this_letter)
        return {How::never, fmt::format("smtp_{}", ended.answered)};
    if (ended.answered >= 400) return {How::later, fmt::format("smtp_{}", ended.answered)};
    return {How::later, fmt::format("curl_{}", ended.curl)};
}

void sign_in(Transfer& transfer, const Smtp& smtp) {
    if (smtp.user.empty()) return;
    transfer.set_text(CURLOPT_USERNAME, smtp.user);
    transfer.set_text(CURLOPT_PASSWORD, smtp.password);
}

Transfer::Ended sent(const Smtp& smtp, const LetterRow& letter, std::stop_token stop) {
    Transfer transfer(smtp.url, std::move(stop));
    transfer.only("smtp,smtps");
    transfer.trust(smtp.ca_file);
    const bool in_clear = may_go_in_clear(smtp.url) && smtp.ca_file.empty();
    transfer.set(CURLOPT_USE_SSL, static_cast<long>(in_clear ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    sign_in(transfer, smtp);
    transfer.within(smtp.connecting, smtp.all);
    transfer.set_text(CURLOPT_MAIL_FROM, smtp.from);
    transfer.set_list(CURLOPT_MAIL_RCPT, {letter.to});
    transfer.upload(letter.bytes);
    return transfer.perform();
}

}  // namespace

bool may_go_in_clear(const std::string& url) {
    constexpr std::array loopback{"localhost", "127.0.0.1", "[::1]"};
    const auto host = host_of(url);
    return std::ranges::find(loopback, host) != loopback.end();
}

bool is_smtp_url(const std::string& url) {
    return (url.starts_with("smtp://") || url.starts_with("smtps://")) && !host_of(url).empty();
}

Carried SmtpCarrier::carry(const LetterRow& letter, std::stop_token stop) {
    try {
        if (!domain::is_mail_address(letter.to)) return {How::never, "address"};
        return told(sent(smtp_, letter, std::move(stop)));
    } catch (const std::exception&) { return {How::later, "failed"}; }
}

}  // namespace sodan::mail
