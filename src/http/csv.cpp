#include "http/csv.h"

#include "base/csv.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <array>

namespace sodan::http {

namespace json = boost::json;

namespace {

constexpr std::array columns{"ref",    "urgency", "desk",    "custody",   "counsel",
                             "holder", "due",     "overdue", "logged_at", "changed_at"};

std::string cell_of(const json::object& item, std::string_view column) {
    const auto* value = item.if_contains(column);
    if (!value || value->is_null()) return "";
    return value->is_string() ? std::string(value->get_string()) : json::serialize(*value);
}

}  // namespace

bool wants_csv(const Request& request) { return request.accept.starts_with("text/csv"); }

void make_csv_of_cases(Response& to, const json::object& page) {
    to.type = "text/csv; charset=utf-8";
    add_header(to, "Content-Disposition", "attachment; filename=\"cases.csv\"");
    to.body.clear();
    append_csv_row(to.body, {columns.begin(), columns.end()});
    for (const auto& item : page.at("items").as_array()) {
        std::vector<std::string> cells;
        for (const auto* column : columns) cells.push_back(cell_of(item.as_object(), column));
        append_csv_row(to.body, cells);
    }
}

}  // namespace sodan::http
