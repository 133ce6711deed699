#include "domain/reach.h"

#include <algorithm>

namespace sodan::domain {

namespace {

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_local_part(std::string_view text) {
    constexpr std::size_t longest = 64;
    const auto fits = [](char c) {
        return is_letter_or_digit(c) ||
               std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
    };
    return !text.empty() && text.size() <= longest && text.front() != '.' && text.back() != '.' &&
           text.find("..") == text.npos && std::ranges::all_of(text, fits);
}

bool is_label(std::string_view text) {
    constexpr std::size_t longest = 63;
    return !text.empty() && text.size() <= longest && text.front() != '-' && text.back() != '-' &&
           std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

bool is_domain(std::string_view text) {
    while (true) {
        const auto dot = text.find('.');
        if (!is_label(text.substr(0, dot))) return false;
        if (dot == text.npos) return true;
        text.remove_prefix(dot + 1);
    }
}

bool is_name(std::string_view text) {
    constexpr std::size_t longest = 64;
    const auto fits = [](char c) { return is_letter_or_digit(c) || c == '-' || c == '_'; };
    return text.size() <= longest && std::ranges::all_of(text, fits);
}

}  // namespace

bool is_mail_address(std::string_view text) {
    constexpr std::size_t longest = 254;
    const auto at = text.find('@');
    return text.size() <= longest && at != text.npos && is_local_part(text.substr(0, at)) &&
           is_domain(text.substr(at + 1));
}

bool is_time_of_day(std::string_view text) {
    const auto is_digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 5 || text[2] != ':') return false;
    if (!is_digit(0) || !is_digit(1) || !is_digit(3) || !is_digit(4)) return false;
    return text.substr(0, 2) <= "23" && text.substr(3) <= "59";
}

std::optional<std::string> fault_in(const Reach& reach) {
    if (!reach.email.empty() && !is_mail_address(reach.email)) return "/email";
    if (!is_name(reach.webhook)) return "/webhook";
    if (!reach.language.empty() && reach.language != "en" && reach.language != "ja") return "/language";
    if (reach.quiet && !is_time_of_day(reach.quiet->from)) return "/quiet/from";
    if (reach.quiet && !is_time_of_day(reach.quiet->until)) return "/quiet/until";
    for (std::size_t i = 0; i < reach.digest_at.size(); ++i)
        if (!is_time_of_day(reach.digest_at[i])) return "/digest_at/" + std::to_string(i);
    return {};
}

}  // namespace sodan::domain
