#pragma once
// What can happen to a case. Facts in the past tense that already carry what was decided (who, where, until
// when), so that replay needs neither rules nor a clock. The names and fields are what the journal keeps: add
// to them, never rename. No event carries content: a caller's words and notes stand in the sealed detail of
// the entry (office/rows.h).

#include "base/clock.h"
#include "base/described.h"
#include "domain/desk.h"
#include "domain/person.h"

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sodan::chain {

using domain::ConsentScope, domain::ConsentState, domain::ConsentHow, domain::OverrideGround,
    domain::ConflictKind, domain::DisclosureGround, domain::ContentKind, domain::Urgency, domain::WaitingFor,
    domain::CaseOutcome, domain::DeclineReason, domain::DeskKind, domain::ReferralResult;
using Person = domain::PersonId;
using DeskName = std::string;  // "advisor/37", as domain::to_string(Desk) writes it

// clang-format off

// -- events that lead to a link of the chain: `desk` says which (see chain.cpp, "addressed")
struct Logged      { static constexpr std::string_view name = "logged";       DeskName desk; Urgency urgency{}; Instant due{}; std::optional<Instant> answer_by{}, help_by{}; };  // answer_by: the caller's first answer; help_by: in danger, when it is asked whether help made contact
struct Accepted    { static constexpr std::string_view name = "accepted";     Person holder; DeskName desk; Instant due{}; };   // transfer complete
struct Escalated   { static constexpr std::string_view name = "escalated";    DeskName desk; Instant due{}; std::string cause; std::optional<Person> by{}; }; // by: who asked and wants to hear of it; cause: "asked", "silent", "walled", "absent", "not_reached"; raises the rank
struct Returned    { static constexpr std::string_view name = "returned";     DeskName desk; Instant due{}; };  // down again, to the desk it came from
struct Moved       { static constexpr std::string_view name = "moved";        DeskName desk; Instant due{}; std::string cause; }; // sideways, same rank, when a desk can no longer act (walls, absence)
struct Reopened    { static constexpr std::string_view name = "reopened";     DeskName desk; Instant due{}; };  // at the desk where it was closed
struct LookedAgain { static constexpr std::string_view name = "looked_again"; DeskName desk; Instant due{}; };  // a monitoring date came, or news did; back in the queue of its desk

// -- custody, within one link
struct Claimed        { static constexpr std::string_view name = "claimed";         Person holder; Instant due{}; };
struct Released       { static constexpr std::string_view name = "released";        Instant due{}; };
struct Waited         { static constexpr std::string_view name = "waited";          WaitingFor whom{}; Instant until{}; };
struct Resumed        { static constexpr std::string_view name = "resumed";         Instant due{}; };
struct Offered        { static constexpr std::string_view name = "offered";         DeskName desk; std::optional<Person> person; Instant answer_by{}; std::optional<Person> by{}; };  // by: the sender
struct Declined       { static constexpr std::string_view name = "declined";        DeclineReason reason{}; Instant due{}; };  // changes nothing else
struct OfferExpired   { static constexpr std::string_view name = "offer_expired";   Instant due{}; };
struct OfferWithdrawn { static constexpr std::string_view name = "offer_withdrawn"; Instant due{}; };
struct Monitored      { static constexpr std::string_view name = "monitored";       Instant until{}; };
struct Closed         { static constexpr std::string_view name = "closed";          CaseOutcome outcome{}; };

// -- counsel, beside custody
struct Consulted         { static constexpr std::string_view name = "consulted";          DeskName desk; Instant answer_by{}; };
struct CommitteeProposed { static constexpr std::string_view name = "committee_proposed"; Person by; std::optional<Instant> answer_by{}; };
struct CommitteeAgreed   { static constexpr std::string_view name = "committee_agreed";   Person by; Instant answer_by{}; };
struct CommitteeRefused  { static constexpr std::string_view name = "committee_refused";  Person by; };
struct Advised           { static constexpr std::string_view name = "advised";  std::optional<Person> by{}; };
struct CounselReminded   { static constexpr std::string_view name = "counsel_reminded";   Instant again{}; };  // the answer is late: asked again
struct CounselEnded      { static constexpr std::string_view name = "counsel_ended"; };   // the caller does not want those to know who are asked

// -- the way of what was handed over, told to whoever handed it on; custody and counsel unchanged
struct Received       { static constexpr std::string_view name = "received";        Person by; };  // seen by whom it was offered to, not yet answered
struct Contacted      { static constexpr std::string_view name = "contacted";       Instant due{}; };  // the holder has reached the caller: they had their answer
struct ResultReported { static constexpr std::string_view name = "result_reported"; CaseOutcome result{}; };
struct MeantFor       { static constexpr std::string_view name = "meant_for";       Person person; };  // waits at its desk for that colleague first

// -- what may happen at any time while a case is not closed (custody and counsel unchanged)
struct InquiryAdded     { static constexpr std::string_view name = "inquiry_added";      std::optional<Instant> answer_by{}; std::vector<Person> subjects{}; };  // the caller is to hear from somebody by then; subjects: people of the office whom it is about, too
struct Noted            { static constexpr std::string_view name = "noted";              std::optional<Instant> due{}; std::optional<Person> by{}; };  // due: anew, when the holder wrote it
struct Referred         { static constexpr std::string_view name = "referred";           std::string institution; };
struct ReferralAnswered { static constexpr std::string_view name = "referral_answered";  std::string institution; ReferralResult result{}; };
struct CoHandled        { static constexpr std::string_view name = "co_handled";         DeskName desk; };
struct CoHandlingEnded  { static constexpr std::string_view name = "co_handling_ended";  DeskName desk; };
struct UrgencySet       { static constexpr std::string_view name = "urgency_set";        Urgency urgency{}; Instant due{}; std::optional<Instant> answer_by{}, help_by{}; };  // as in Logged
struct ConsentRecorded  { static constexpr std::string_view name = "consent_recorded";   ConsentScope scope{}; ConsentState state{}; std::optional<std::string> institution{}; std::optional<ConsentHow> how{}; std::optional<Instant> until{}; std::optional<OverrideGround> ground{}; std::optional<Person> by{}; std::optional<Instant> confirm_by{}, at{}; };  // from `ground` on: of an override
struct OverrideConfirmed { static constexpr std::string_view name = "override_confirmed"; ConsentScope scope{}; Person by; };   // by a second person, afterwards
struct OverrideReminded  { static constexpr std::string_view name = "override_reminded";  Instant again{}; };                  // nobody has confirmed it yet
struct CallerTold        { static constexpr std::string_view name = "caller_told";        ConsentScope scope{}; Instant on{}; };  // of an override
struct Disclosed         { static constexpr std::string_view name = "disclosed";          std::string to; DisclosureGround ground{}; std::vector<ContentKind> kinds; };  // to: a desk's name, "institution:ID"
struct GlassBroken       { static constexpr std::string_view name = "glass_broken";       Person by; Instant until{}; std::optional<DeskName> desk{}; };  // opened by somebody to whom it was closed; desk: theirs
struct WallRaised       { static constexpr std::string_view name = "wall_raised";        Person person; std::optional<ConflictKind> why{}; };
struct Linked           { static constexpr std::string_view name = "linked";             std::string to; std::string kind; };  // kind: "other_side", "same_matter"
struct AlarmRaised      { static constexpr std::string_view name = "alarm_raised";       DeskName desk; Instant again{}; };   // nobody answered: `again` is the next due; told again until a person acts
struct HelpAwaited      { static constexpr std::string_view name = "help_awaited";       Instant again{}; };                  // in danger, and nobody has recorded that help made contact: asked again
struct HelpMadeContact  { static constexpr std::string_view name = "help_made_contact"; };                                    // the emergency is over for the office
struct Redated          { static constexpr std::string_view name = "redated";            std::optional<Instant> due{}, answer_by{}, counsel_due{}, help_due{}; };  // the clock had been ahead: dates it set, moved back with it
// clang-format on

using Event =
    std::variant<Logged, Accepted, Escalated, Returned, Moved, Reopened, LookedAgain, Claimed, Released,
                 Waited, Resumed, Offered, Declined, OfferExpired, OfferWithdrawn, Monitored, Closed,
                 Consulted, CommitteeProposed, CommitteeAgreed, CommitteeRefused, Advised, CounselReminded,
                 CounselEnded, InquiryAdded, Noted, Referred, CoHandled, CoHandlingEnded, UrgencySet,
                 ConsentRecorded, OverrideConfirmed, OverrideReminded, CallerTold, Disclosed, GlassBroken,
                 WallRaised, Linked, AlarmRaised, Received, Contacted, ResultReported, MeantFor,
                 ReferralAnswered, HelpAwaited, HelpMadeContact, Redated>;

BOOST_DESCRIBE_STRUCT(Logged, (), (desk, urgency, due, answer_by, help_by))
BOOST_DESCRIBE_STRUCT(Accepted, (), (holder, desk, due))
BOOST_DESCRIBE_STRUCT(Escalated, (), (desk, due, cause, by))
BOOST_DESCRIBE_STRUCT(Returned, (), (desk, due))
BOOST_DESCRIBE_STRUCT(Moved, (), (desk, due, cause))
BOOST_DESCRIBE_STRUCT(Reopened, (), (desk, due))
BOOST_DESCRIBE_STRUCT(LookedAgain, (), (desk, due))
BOOST_DESCRIBE_STRUCT(Claimed, (), (holder, due))
BOOST_DESCRIBE_STRUCT(Released, (), (due))
BOOST_DESCRIBE_STRUCT(Waited, (), (whom, until))
BOOST_DESCRIBE_STRUCT(Resumed, (), (due))
BOOST_DESCRIBE_STRUCT(Offered, (), (desk, person, answer_by, by))
BOOST_DESCRIBE_STRUCT(Declined, (), (reason, due))
BOOST_DESCRIBE_STRUCT(OfferExpired, (), (due))
BOOST_DESCRIBE_STRUCT(OfferWithdrawn, (), (due))
BOOST_DESCRIBE_STRUCT(Monitored, (), (until))
BOOST_DESCRIBE_STRUCT(Closed, (), (outcome))
BOOST_DESCRIBE_STRUCT(Consulted, (), (desk, answer_by))
BOOST_DESCRIBE_STRUCT(CommitteeProposed, (), (by, answer_by))
BOOST_DESCRIBE_STRUCT(CommitteeAgreed, (), (by, answer_by))
BOOST_DESCRIBE_STRUCT(CommitteeRefused, (), (by))
BOOST_DESCRIBE_STRUCT(Advised, (), (by))
BOOST_DESCRIBE_STRUCT(CounselReminded, (), (again))
BOOST_DESCRIBE_STRUCT(CounselEnded, (), ())
BOOST_DESCRIBE_STRUCT(InquiryAdded, (), (answer_by, subjects))
BOOST_DESCRIBE_STRUCT(Noted, (), (due, by))
BOOST_DESCRIBE_STRUCT(Referred, (), (institution))
BOOST_DESCRIBE_STRUCT(CoHandled, (), (desk))
BOOST_DESCRIBE_STRUCT(CoHandlingEnded, (), (desk))
BOOST_DESCRIBE_STRUCT(UrgencySet, (), (urgency, due, answer_by, help_by))
BOOST_DESCRIBE_STRUCT(ConsentRecorded, (),
                      (scope, state, institution, how, until, ground, by, confirm_by, at))
BOOST_DESCRIBE_STRUCT(OverrideConfirmed, (), (scope, by))
BOOST_DESCRIBE_STRUCT(OverrideReminded, (), (again))
BOOST_DESCRIBE_STRUCT(CallerTold, (), (scope, on))
BOOST_DESCRIBE_STRUCT(Disclosed, (), (to, ground, kinds))
BOOST_DESCRIBE_STRUCT(GlassBroken, (), (by, until, desk))
BOOST_DESCRIBE_STRUCT(WallRaised, (), (person, why))
BOOST_DESCRIBE_STRUCT(Linked, (), (to, kind))
BOOST_DESCRIBE_STRUCT(AlarmRaised, (), (desk, again))
BOOST_DESCRIBE_STRUCT(Received, (), (by))
BOOST_DESCRIBE_STRUCT(Contacted, (), (due))
BOOST_DESCRIBE_STRUCT(ResultReported, (), (result))
BOOST_DESCRIBE_STRUCT(MeantFor, (), (person))
BOOST_DESCRIBE_STRUCT(ReferralAnswered, (), (institution, result))
BOOST_DESCRIBE_STRUCT(HelpAwaited, (), (again))
BOOST_DESCRIBE_STRUCT(HelpMadeContact, (), ())
BOOST_DESCRIBE_STRUCT(Redated, (), (due, answer_by, counsel_due, help_due))

// The journal's form of an event: its name, and its fields as JSON.
std::string_view name_of(const Event&);
std::string body_of(const Event&);
// Throws when there is no such event or its body does not fit: the journal is broken then.
Event event_from(std::string_view name, std::string_view body);

}  // namespace sodan::chain
