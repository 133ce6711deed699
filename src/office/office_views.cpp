// What the office shows of itself: desks, people, hosts, the directory.

#include "office/people_views.h"
#include "office/sight.h"
#include "office/standing.h"
#include "office/views.h"

#include <boost/json/array.hpp>

namespace sodan::office {

namespace json = boost::json;
using domain::Office, domain::Person;
using Why = Refusal::Why;

namespace {

json::object desk_view(const Viewing& viewing, const domain::Desk& desk) {
    json::array members;
    for (const auto* person : viewing.reading.office()->members(desk))
        members.push_back({{"id", person->id},
                           {"place", person->place},
                           {"name", person->name},
                           {"available", is_available(*person, viewing.now)}});
    json::object out{{"desk", to_string(desk)}, {"kind", code(desk.kind)}, {"members", std::move(members)}};
    if (!desk.of.empty()) out["of"] = desk.of;
    return out;
}

}  // namespace

Outcome<json::object> view_me(const Viewing& viewing) {
    json::object out{{"person", person_view(viewing, viewing.person)}};
    if (const auto desk = domain::desk_of(viewing.person)) out["desk"] = to_string(*desk);
    return out;
}

Outcome<json::object> view_desks(const Viewing& viewing) {
    const auto office = viewing.reading.office();
    json::array items, warnings;
    for (const auto& desk : office->desks()) items.push_back(desk_view(viewing, desk));
    for (const auto& warning : office->staffing_warnings(viewing.now)) {
        json::object texts;
        for (const char* language : {"en", "ja"})
            texts[language] = viewing.rules.texts().text(warning, language);
        warnings.push_back(std::move(texts));
    }
    return json::object{{"items", std::move(items)}, {"warnings", std::move(warnings)}};
}

Outcome<json::object> view_hosts(const Office& office, const std::string& date) {
    if (!date.empty() && !parse_instant(date + "T00:00:00+09:00"))
        return refuse(Why::invalid, "inquiry.not_a_date", "/on");
    json::array items;
    for (const auto& host : office.hosts())
        if (date.empty() || existed_on(host, date)) items.push_back(written(host));
    return json::object{{"items", std::move(items)}};
}

Outcome<json::object> view_directory(const Office& office, const std::string& words) {
    json::array items;
    for (const auto* institution : search(office.directory(), words)) items.push_back(written(*institution));
    return json::object{{"items", std::move(items)}};
}

}  // namespace sodan::office
