#pragma once
// What must happen by a deadline. The enumerators are the codes of rules/deadlines.dmn.
//   first_answer  the caller has heard from somebody          pick_up    somebody of the desk has taken it
//   next_contact  its holder has acted again                  follow_up  a case that is watched is looked at
//   offer, counsel  the other desk, or the adviser, has answered   alarm  an alarm that rings is repeated

#include <boost/describe/enum.hpp>

namespace sodan::domain {

BOOST_DEFINE_ENUM_CLASS(Window, first_answer, pick_up, next_contact, follow_up, offer, counsel, alarm)

}  // namespace sodan::domain
