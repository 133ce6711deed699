#include "domain/office.h"

#include <fmt/format.h>

#include <algorithm>

namespace sodan::domain {

namespace {

// "In principle, there are at least two Prefectural Advisors ... Two SGLs are available from each language
// group."
constexpr std::ptrdiff_t wanted = 2;

std::string date_in_japan(Instant now) { return sodan::to_string(now).substr(0, 10); }

std::ptrdiff_t serving(const std::vector<const Person*>& people, Instant now) {
    return std::ranges::count_if(people, [now](const Person* one) { return is_of_office(*one, now); });
}

Message warning(std::string key, std::string of, std::ptrdiff_t there) {
    return {std::move(key),
            {{"of", std::move(of)}, {"there", fmt::to_string(there)}, {"wanted", fmt::to_string(wanted)}}};
}

}  // namespace

std::vector<Message> Office::staffing_warnings(Instant now) const {
    std::vector<Message> out;
    const auto today = date_in_japan(now);
    for (const auto& host : hosts_) {
        const auto there = serving(members({DeskKind::advisor, host.code}), now);
        if (existed_on(host, today) && there < wanted)
            out.push_back(warning("domain.staffing.advisors", host.code, there));
    }
    for (const auto& language : languages_with_leaders())
        if (const auto there = serving(members({DeskKind::leader, language}), now); there < wanted)
            out.push_back(warning("domain.staffing.leaders", language, there));
    for (const auto kind : {DeskKind::coordinator, DeskKind::department})
        if (serving(members({kind}), now) == 0)
            out.push_back(warning("domain.staffing.desk", to_string(Desk{kind}), 0));
    return out;
}

}  // namespace sodan::domain
