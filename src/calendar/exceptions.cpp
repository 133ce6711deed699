#include "calendar/exceptions.h"

#include "base/described.h"

#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include <algorithm>

namespace sodan::calendar {

namespace {

struct Written {
    std::vector<std::string> closed, open;
};
BOOST_DESCRIBE_STRUCT(Written, (), (closed, open))

Refusal wrong(std::string key, std::string pointer) {
    return {Refusal::Why::rules_not_loaded, {std::move(key), {{"pointer", pointer}}}, pointer};
}

std::string pointer(std::string_view list, std::size_t at) { return fmt::format("/{}/{}", list, at); }

Outcome<std::vector<Day>> days(std::string_view list, const std::vector<std::string>& dates) {
    std::vector<Day> out;
    for (const auto& date : dates) {
        const auto midnight = parse_instant(date + "T00:00:00+09:00");
        if (!midnight) return wrong("domain.holidays.not_a_date", pointer(list, out.size()));
        out.push_back(day_in_japan(*midnight));
    }
    return out;
}

}  // namespace

Outcome<Exceptions> read_exceptions(std::string_view json) {
    boost::system::error_code error;
    const auto parsed = boost::json::parse(boost::json::string_view(json.data(), json.size()), error);
    if (error) return wrong("domain.holidays.not_json", "");
    const auto written = Reader::read<Written>(parsed);
    if (!written) return wrong("domain.holidays.not_json", written.refusal().pointer);
    auto closed = days("closed", written->closed);
    if (!closed) return closed.refusal();
    auto open = days("open", written->open);
    if (!open) return open.refusal();
    for (std::size_t i = 0; i < open->size(); ++i)
        if (std::ranges::find(*closed, (*open)[i]) != closed->end())
            return wrong("domain.holidays.both", pointer("open", i));
    return Exceptions{*std::move(closed), *std::move(open)};
}

}  // namespace sodan::calendar
