#pragma once
// What becomes of the messages that use cases leave in the outbox: they are spread over people, packed into
// letters, carried, and settled; what reaches nobody moves its case on. Each step is a unit of work of its
// own, so that a stop at any moment loses nothing, and sends nothing twice but what was under way. Knows
// neither mail nor webhooks: what carries a letter tells how it went.

#include "office/pace.h"
#include "office/store.h"
#include "routing/routing.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace sodan::office {

// What can leave from here.
struct PostOffice {
    PostHours hours{};
    bool email = true;
    std::set<std::string> webhooks{};  // the names of those that are set up
};

// The next messages of the outbox, oldest first, at most `limit`: who is to have them, by which ways, when.
// Nobody who is walled from the case, absent or gone; never a supervisor. A message that cannot be understood
// is marked and left behind.
Written spread(Reading&, const PostOffice&, Instant now, int limit);

// What a letter says: for each message its kind, and the case by its reference and urgency. No more is known.
struct LetterLine {
    std::string kind{};
    domain::CaseRef ref{};  // bits 0: about the office
    domain::Urgency urgency = domain::Urgency::routine;
};
struct Letter {
    std::string key{}, to{}, language{};
    domain::Way way = domain::Way::email;
    Instant made_at{};
    bool urgent = false;
    std::vector<LetterLine> lines{};  // one at least
};
// The bytes that leave. May throw for a letter that cannot be written.
using Compose = std::function<std::string(const Letter&)>;

// What is due, at most `limit` deliveries, is put into letters: what presses each by itself, all else that
// one person is to have now in one.
Written pack(Reading&, const Compose&, Instant now, int limit);

// Letters to be carried now by that way, one an address, none to an address that is busy. Each is tried again
// only after its pause, even if the daemon stops meanwhile.
struct SetOut {
    Written written{};
    std::vector<LetterRow> letters{};
};
SetOut set_out(Reading&, domain::Way, std::set<std::string> busy, Instant now, int limit);

struct Carried {
    enum class How { sent, later, never } how = How::later;
    std::string why{};  // a code; never an answer's words, which may hold anything
};
// How an attempt ended. A letter that is refused for good has failed, and so has one that was tried for two
// days: often enough, and not just after the post was at rest. `at_work_since`: when it began to carry.
Written settle(Reading&, std::int64_t letter, const Carried&, Instant now, Instant at_work_since = {});

// What follows from failures: the message goes by the person's other way; where it reached nobody at all, or
// an urgent alert fewer than two people, that is put down for answer_for.
Written follow(Reading&, const PostOffice&, Instant now);

// What follows when a message reached nobody: where it was for one person, their desk hears of it; where it
// was for the desk of the case, the case climbs at once with the cause "not_reached"; where it cannot climb,
// its alarm rings, and whoever is on duty is told. What did not reach the duty goes on to all coordinators,
// and from them to the department. Each is done once for a message.
Outcome<Written> answer_for(Reading&, const routing::Rules&, Instant now, std::int64_t message);

// Left behind, marked: what it holds fails whenever it is touched.
Written leave_behind(const OutboxRow&, Instant now);
Written leave_behind(DeliveryRow);
Written leave_behind(std::int64_t unreached);  // what would follow is not done; it stands among what failed

// The pause before attempt number `attempts` + 1: doubles each time, up to half an hour (five minutes when it
// is urgent), and differs from letter to letter, so that they do not all come at once.
std::chrono::milliseconds pause_after(std::int64_t attempts, bool urgent, const std::string& key);

}  // namespace sodan::office
