#pragma once
// Hosts: prefectures and designated cities by JIS code (JIS X 0401, JIS X 0402), each valid from a date; nine
// names stand for a prefecture and a city both, so the code, never the name, says which.

#include "domain/words.h"

#include <boost/describe/class.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace sodan::domain {

using Day = std::chrono::year_month_day;

struct Host {
    std::string code;  // "37" or "34100"
    HostKind kind = HostKind::prefecture;
    std::string prefecture;  // the code of the prefecture it lies in; its own for a prefecture
    std::string name_en, name_ja;
    std::string region;
    std::string valid_from, valid_to{};  // "2009-04-01", inclusive and exclusive; "" = open
    bool listed_in_2009 = true;          // stands in the brochure's table of July 2009
    static constexpr bool sparse = true;

    bool operator==(const Host&) const = default;
};
BOOST_DESCRIBE_STRUCT(Host, (),
                      (code, kind, prefecture, name_en, name_ja, region, valid_from, valid_to,
                       listed_in_2009))

bool existed_on(const Host&, std::string_view date);  // date "YYYY-MM-DD" in Japan

// An institution that is named to callers and helpers; nothing is sent to it. Figures are as of a date, and
// shown with it.
struct Institution {
    std::string id;    // "tell", "clair-paris", "mission-perth"
    std::string kind;  // clair, clair_overseas, mission, association, emergency, helpline, service
    std::string name_en, name_ja{};
    std::string place{};
    std::string phone{}, fax{}, web{};  // as printed: "772/3" and "ex.136" are not numbers
    std::string hours{};
    std::vector<std::string> languages{};
    std::string note_en{}, note_ja{};
    std::string as_of;   // "2009-07-01": the date of the source; shown wherever the entry is
    std::string source;  // "CLAIR brochure 2009-10"
    static constexpr bool sparse = true;
};
BOOST_DESCRIBE_STRUCT(Institution, (),
                      (id, kind, name_en, name_ja, place, phone, fax, web, hours, languages, note_en, note_ja,
                       as_of, source))

}  // namespace sodan::domain
