#pragma once
// Units of work about accounts. What they answer may be secret, so it is never kept for a retry; and what
// they change of passes counts before anybody has the answer.

#include "http/context.h"
#include "http/waiting.h"
#include "office/accounts.h"

#include <functional>

namespace sodan::http {

struct Granting {
    Context& context;
    Waiting waiting;
    std::function<Outcome<office::Granted>(office::Reading&)> decide{};
    std::function<Response(const office::Granted&)> present{};  // absent = its answer as JSON
    std::function<void(bool is_granted)> told{};                // how it came out, before the answer
};
// Any thread, once.
void grant(Granting);

// What the person who asks decides, with the pass that they show.
using DecideAsPerson = std::function<Outcome<office::Granted>(const office::Acting&, const office::Bearer&)>;
std::function<Outcome<office::Granted>(office::Reading&)> as_person(Context&,
                                                                    std::shared_ptr<const office::Bearer>,
                                                                    DecideAsPerson);

}  // namespace sodan::http
