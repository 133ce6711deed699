#pragma once
// How a person is reached when they do not look: by which ways, in which language, and when they want to be
// left alone. Their own affair: shown to nobody but themselves and those who keep the office. Knows no I/O.

#include "base/clock.h"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::domain {

BOOST_DEFINE_ENUM_CLASS(Way, email, webhook)

// From `from` until `until`, every day, in Japan: "21:00" to "07:00" lasts over midnight; the same twice is
// never.
struct QuietHours {
    std::string from = "21:00", until = "07:00";
    bool operator==(const QuietHours&) const = default;
};
BOOST_DESCRIBE_STRUCT(QuietHours, (), (from, until))

struct Reach {
    std::string email{};     // "" = none
    std::string webhook{};   // the name of one that the operator set up; "" = none
    std::string language{};  // "en" or "ja"; "" = the first of the person's languages that is one of these
    std::optional<QuietHours> quiet{};  // absent: the office's
    std::vector<std::string>
        digest_at{};         // "09:00", in Japan: when what does not press comes; empty: the office's
    bool no_digest = false;  // each message by itself, as soon as the quiet hours allow
    static constexpr bool sparse = true;
    bool operator==(const Reach&) const = default;
};
BOOST_DESCRIBE_STRUCT(Reach, (), (email, webhook, language, quiet, digest_at, no_digest))

// An address as it may stand in the head of a mail and in a command to a mail server: plain ASCII, one "@",
// no quotes, no spaces, nothing that could begin another line. At most 254 characters.
bool is_mail_address(std::string_view);
bool is_time_of_day(std::string_view);  // "HH:MM"

// The field that cannot be used, as a JSON pointer; nothing when all can.
std::optional<std::string> fault_in(const Reach&);

}  // namespace sodan::domain
