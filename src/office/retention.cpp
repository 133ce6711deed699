#include "office/retention.h"

namespace sodan::office {

using namespace std::chrono;

namespace {

constexpr auto japan = hours(9);

}  // namespace

int Retention::years_at(const std::string& desk) const {
    for (const auto& name : {desk, desk.substr(0, desk.find('/'))})
        if (const auto found = by_desk.find(name); found != by_desk.end()) return found->second;
    return years;
}

std::optional<Instant> Retention::ends(const CaseRow& row) const {
    if (!row.closed) return {};
    const auto closed_on = floor<days>(row.changed_at + japan);
    const auto then = year_month_day(closed_on) + std::chrono::years(years_at(row.desk));
    const auto day = then.ok() ? sys_days(then) : sys_days(then.year() / then.month() / last);
    return Instant{day + days(1) - japan};  // the end of that day
}

}  // namespace sodan::office
