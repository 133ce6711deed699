#pragma once
// The escalation chain of one case: at which link it stands, whose advice is sought, and which events it can
// take. A Chain lives for one unit of work: built from the stored row, given events, read, dropped. It is
// never shared. It must not know rules, people's rights, the store or the clock.

#include "chain/events.h"
#include "domain/words.h"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sodan::chain {

// Where custody stands within its link, or that there is none to stand in. `unlogged` is before the first
// event.
BOOST_DEFINE_ENUM_CLASS(Custody, unlogged, queued, held, waiting, offered, monitoring, closed)
BOOST_DEFINE_ENUM_CLASS(Counsel, alone, asking_coordinator, committee_proposed, before_committee)

// A desk, and the person there if there was one, to which a case can go back.
struct Place {
    DeskName desk;
    std::optional<Person> person;
    bool operator==(const Place&) const = default;
};
BOOST_DESCRIBE_STRUCT(Place, (), (desk, person))

// How far what was handed over has come. `offered` and `received`: the sender still has it, where it was an
// offer.
BOOST_DEFINE_ENUM_CLASS(HandOverStep, offered, received, accepted, contacted, reported, declined, expired,
                        withdrawn, returned)

// One hand-over of the case, by an offer or by handing it up. Codes only: it is what the sender may know.
struct HandOver {
    Person by;  // the sender
    DeskName from;
    Place to;
    HandOverStep step = HandOverStep::offered;
    std::optional<DeclineReason> declined{};
    std::optional<CaseOutcome> result{};
    static constexpr bool sparse = true;
    bool operator==(const HandOver&) const = default;
};
BOOST_DESCRIBE_STRUCT(HandOver, (), (by, from, to, step, declined, result))

struct Referral {
    std::string institution;
    ReferralResult result = ReferralResult::unknown;
    bool operator==(const Referral&) const = default;
};
BOOST_DESCRIBE_STRUCT(Referral, (), (institution, result))

// What was said of one scope beyond yes or no, and how far an override has come.
struct Terms {
    ConsentScope scope{};
    std::optional<std::string> institution{};
    ConsentState state{};
    std::optional<Instant> until{};  // not asked any more from then on
    std::optional<OverrideGround> ground{};
    std::optional<Person> overridden_by{}, confirmed_by{};
    std::optional<Instant> overridden_at{};
    std::optional<Instant> confirm_by{};  // when the second person is reminded
    std::optional<Instant> told_on{};     // when the caller was told
    static constexpr bool sparse = true;
    bool operator==(const Terms&) const = default;
};
BOOST_DESCRIBE_STRUCT(Terms, (),
                      (scope, institution, state, until, ground, overridden_by, confirmed_by, overridden_at,
                       confirm_by, told_on))

// Who broke the glass, from which desk, and until when it stands open to them.
struct Opening {
    Person by;
    Instant until{};
    std::optional<DeskName> desk{};
    bool operator==(const Opening&) const = default;
};
BOOST_DESCRIBE_STRUCT(Opening, (), (by, until, desk))

// Everything a chain remembers; states hold nothing.
struct Memory {
    DeskName desk{};                 // where it stands; while offered, still the sender's
    std::optional<Person> holder{};  // empty while the desk has it
    Urgency urgency = Urgency::routine;
    std::optional<Instant> due{};  // by when somebody must act next
    std::optional<Instant>
        answer_by{};  // the caller's first answer; empty once they had it, or the case is closed
    std::optional<Instant> help_due{};  // immediate danger: when it is asked again whether help made contact
    std::optional<Place> offered_to{};
    std::optional<WaitingFor> waiting_for{};
    std::vector<Place> came_from{};        // desks that handed it up, last one last: where `return` goes
    std::optional<DeskName> consulted{};   // the desk whose counsel is sought
    std::optional<Instant> counsel_due{};  // by when counsel is to answer
    std::optional<Person> proposed_by{};   // who proposed the committee
    std::optional<Person> agreed_by{};     // the second person
    std::vector<DeskName> co_handlers{};
    std::vector<Person> walls{};
    std::vector<Person> subjects{};                  // people of the office whom a later inquiry is about
    std::map<ConsentScope, ConsentState> consent{};  // the last word on each
    std::vector<Terms> terms{};                      // where there is more to say
    // Overrides that a later word has replaced, and that are not settled: confirmed, and the caller told.
    std::vector<Terms> owed_overrides{};
    std::vector<Opening> openings{};
    std::vector<Person> advisers{};          // who has held it, advised or written in it
    std::vector<std::string> other_sides{};  // references of the cases of the other side
    std::optional<std::string> referred_to{};
    std::optional<domain::Movement> movement{};  // the last one
    std::optional<CaseOutcome> outcome{};
    int alarms = 0;  // raised since anybody last acted
    int reopened = 0;
    std::optional<Person> meant_for{};   // of its desk, while it waits there
    std::vector<HandOver> hand_overs{};  // last one last
    std::vector<Referral> referrals{};   // of which the result is known
    static constexpr bool sparse = true;

    bool operator==(const Memory&) const = default;
};
BOOST_DESCRIBE_STRUCT(Memory, (),
                      (desk, holder, urgency, due, answer_by, help_due, offered_to, waiting_for, came_from,
                       consulted, counsel_due, proposed_by, agreed_by, co_handlers, walls, subjects, consent,
                       terms, owed_overrides, openings, referred_to, movement, outcome, alarms, reopened,
                       meant_for, hand_overs, referrals, advisers, other_sides))

// What the store keeps of a chain. Entering at a snapshot is the same as living through the history.
struct Snapshot {
    Custody custody = Custody::unlogged;
    Counsel counsel = Counsel::alone;
    Memory memory{};

    bool operator==(const Snapshot&) const = default;
};
BOOST_DESCRIBE_STRUCT(Snapshot, (), (custody, counsel, memory))

// A second person has confirmed that override, and the caller was told of it.
bool is_settled(const Terms& of_override);
// Every override of the case that is not.
std::vector<Terms> unsettled_overrides(const Memory&);

// Somebody took the case over and has not reached the caller yet: writing does not move the deadline then.
bool owes_first_contact(const Memory&);

struct Machine;  // the statechart; only machine.cpp knows it

class Chain {
public:
    // Throws when the snapshot names no state: the stored row is broken then.
    explicit Chain(const Snapshot& = {});
    Chain(Chain&&) noexcept;
    ~Chain();

    // Nothing, or why the event means nothing in this state (and then nothing has changed). The message is
    // for a person.
    [[nodiscard]] std::optional<Message> apply(const Event&);

    Snapshot snapshot() const;

private:
    std::unique_ptr<Machine> machine_;
};

// Could this event happen now, going by its name alone? For screens that show only what can be done.
bool can_take(const Snapshot&, std::string_view event_name);

}  // namespace sodan::chain
