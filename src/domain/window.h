#pragma once
// What must happen by a deadline. The enumerators are the codes of rules/deadlines.dmn.

#include <boost/describe/enum.hpp>

namespace sodan::domain {

BOOST_DEFINE_ENUM_CLASS(Window, first_response, action, offer, counsel, alarm)

}  // namespace sodan::domain
