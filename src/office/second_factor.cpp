#include "office/second_factor.h"

#include "office/passes.h"
#include "seal/envelope.h"
#include "seal/one_time_code.h"

#include <algorithm>
#include <charconv>

namespace sodan::office {

namespace json = boost::json;

namespace {

constexpr auto ticket_lasts = std::chrono::minutes{15};
constexpr std::size_t app_digits = 6;

// The columns are bound to the person, so that nobody's secret opens for another account.
std::string kept_for(const std::string& person) { return "code_secret of " + person; }
std::string offered_to(const std::string& person) { return "code_ticket of " + person; }

seal::Cell cell(const std::string& column) { return {.table = "accounts", .column = column}; }

std::string ticket_for(const seal::Key& key, const std::string& person, const std::string& secret,
                       Instant until) {
    const auto column = offered_to(person);
    return seal::sealed(key, cell(column), std::to_string(until.time_since_epoch().count()) + " " + secret);
}

std::optional<std::string> secret_in(const seal::Key& key, const std::string& person, std::string_view ticket,
                                     Instant now) {
    const auto column = offered_to(person);
    const auto opened = seal::opened(key, cell(column), ticket);
    if (!opened) return {};
    std::int64_t until = 0;
    const auto* const end = opened->data() + opened->size();
    const auto read = std::from_chars(opened->data(), end, until);
    if (read.ptr == end || now.time_since_epoch().count() > until) return {};
    return std::string(read.ptr + 1, end);
}

// As people type it: blanks and hyphens anywhere, small letters.
std::string plain(std::string_view code) {
    std::string out;
    for (const char c : code) {
        if (c == ' ' || c == '-') continue;
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    }
    return out;
}

std::string one_recovery_code() {
    constexpr std::size_t random_bytes = 10;
    return seal::base32(seal::text_of(seal::Key::random().bytes().first(random_bytes)));
}

std::string in_fours(const std::string& code) {
    std::string out;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i > 0 && i % 4 == 0) out += '-';
        out += code[i];
    }
    return out;
}

}  // namespace

std::string sealed_code_secret(const seal::Key& key, const std::string& person, std::string_view secret) {
    const auto column = kept_for(person);
    return seal::sealed(key, cell(column), secret);
}

json::object offered_code(const seal::Key& key, const std::string& person, Instant now) {
    auto secret = seal::new_code_secret();
    json::object out{{"secret", seal::base32(secret)},
                     {"uri", seal::setup_uri(secret, "Sodan", person)},
                     {"ticket", ticket_for(key, person, secret, now + ticket_lasts)}};
    seal::wipe(secret);
    return out;
}

std::optional<SetUpCode> set_up_code(const seal::Key& key, const std::string& person, std::string_view ticket,
                                     std::string_view code, Instant now) {
    auto secret = secret_in(key, person, ticket, now);
    if (!secret) return {};
    const auto step = seal::step_of_code(*secret, plain(code), now, 0);
    auto sealed = sealed_code_secret(key, person, *secret);
    seal::wipe(*secret);
    if (!step) return {};
    return SetUpCode{std::move(sealed), *step};
}

std::optional<AccountRow> after_code(AccountRow account, std::string_view typed, const CodeUse& use) {
    const auto code = plain(typed);
    if (code.size() != app_digits) {
        const auto left = std::ranges::find(account.recovery, digest_of_secret(code));
        if (left == account.recovery.end()) return {};
        account.recovery.erase(left);
        return account;
    }
    const auto column = kept_for(account.person);
    auto secret = seal::opened(use.key, cell(column), account.code_secret);
    if (!secret || use.app_rests) return {};
    const auto step = seal::step_of_code(*secret, code, use.now, account.code_step);
    seal::wipe(*secret);
    if (!step) return {};
    account.code_step = *step;
    return account;
}

RecoveryCodes new_recovery_codes() {
    constexpr int count = 10;
    RecoveryCodes out;
    for (int i = 0; i < count; ++i) {
        const auto code = one_recovery_code();
        out.codes.push_back(in_fours(code));
        out.digests.push_back(digest_of_secret(code));
    }
    return out;
}

}  // namespace sodan::office
