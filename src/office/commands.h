#pragma once
// What people ask of the office, typed: one struct a command, its name as it stands in the URL. The edge
// reads them from JSON (base/described.h), the use cases decide them. Texts and reasons are content.

#include "base/described.h"
#include "domain/inquiry.h"
#include "domain/person.h"
#include "office/rights.h"

#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace sodan::office {

using domain::CaseOutcome, domain::Contact, domain::DeclineReason, domain::WaitingFor;

// POST /inquiries. The fields of domain::Intake as they come from outside (people by id, place or name), and
// the content.
struct LogInquiry {
    std::optional<Instant> received_at{};  // absent = now
    domain::AddressedTo addressed_to = domain::AddressedTo::host;
    domain::Channel channel = domain::Channel::phone;
    domain::RaisedBy raised_by = domain::RaisedBy::unknown;
    std::string language{};
    std::optional<std::string> host{};
    std::optional<domain::Job> job{};
    std::vector<domain::Topic> topics{};
    std::vector<std::string> concerns{};
    std::vector<std::string> excludes{};
    std::map<domain::ConsentScope, domain::ConsentState> consent{};
    std::optional<domain::Danger> danger{};
    std::optional<domain::TriedSupervisor> tried_supervisor{};
    std::optional<domain::DeskKind> wishes{};
    std::optional<bool> anonymous{};
    std::optional<std::string> named_date{};
    std::string text{};
    std::optional<Contact> contact{};
    std::optional<std::string> case_{};  // "case" on the wire: the reference of the case that this adds to
};
BOOST_DESCRIBE_STRUCT(LogInquiry, (),
                      (received_at, addressed_to, channel, raised_by, language, host, job, topics, concerns,
                       excludes, consent, danger, tried_supervisor, wishes, anonymous, named_date, text,
                       contact, case_))

// clang-format off
BOOST_DEFINE_ENUM_CLASS(CounselOf, coordinator, committee)
BOOST_DEFINE_ENUM_CLASS(AnswerTo, offer, committee)
BOOST_DEFINE_ENUM_CLASS(LinkKind, other_side, same_matter)

// POST /cases/{ref}/{name}
struct Claim     { static constexpr std::string_view name = "claim"; static constexpr Action action = Action::claim;     };
struct Release   { static constexpr std::string_view name = "release"; static constexpr Action action = Action::release;   std::string reason; static constexpr bool sparse = true; };
struct Note      { static constexpr std::string_view name = "note"; static constexpr Action action = Action::note;      std::string text; std::optional<Instant> happened_at; };
struct Wait      { static constexpr std::string_view name = "wait"; static constexpr Action action = Action::wait;      WaitingFor whom{}; Instant until{}; std::optional<std::string> reason; };
struct Resume    { static constexpr std::string_view name = "resume"; static constexpr Action action = Action::resume;    };  // ends waiting or monitoring, or takes one's own offer back
struct Consult   { static constexpr std::string_view name = "consult"; static constexpr Action action = Action::consult;   CounselOf with{}; std::string question; };  // of the committee: proposes it
struct Advise    { static constexpr std::string_view name = "advise"; static constexpr Action action = Action::advise;    std::string text; };
struct Offer     { static constexpr std::string_view name = "offer"; static constexpr Action action = Action::offer;     std::string to; std::optional<std::string> person; std::string reason; std::optional<bool> with_consent; };
struct Accept    { static constexpr std::string_view name = "accept"; static constexpr Action action = Action::accept;    AnswerTo what = AnswerTo::offer; static constexpr bool sparse = true; };
struct Decline   { static constexpr std::string_view name = "decline"; static constexpr Action action = Action::decline;   AnswerTo what = AnswerTo::offer; DeclineReason reason = DeclineReason::other; std::string text; static constexpr bool sparse = true; };
struct Escalate  { static constexpr std::string_view name = "escalate"; static constexpr Action action = Action::escalate;  std::string reason; };
struct Return    { static constexpr std::string_view name = "return"; static constexpr Action action = Action::return_;    std::string reason; };
struct Refer     { static constexpr std::string_view name = "refer"; static constexpr Action action = Action::refer;     std::string institution; std::string reason; std::optional<bool> with_consent; };
struct CoHandle  { static constexpr std::string_view name = "co-handle"; static constexpr Action action = Action::co_handle; std::string desk; bool end = false; std::string reason; std::optional<bool> with_consent; static constexpr bool sparse = true; };
struct Consent   { static constexpr std::string_view name = "consent"; static constexpr Action action = Action::record_consent;   domain::ConsentScope scope{}; domain::ConsentState state{}; std::optional<std::string> reason; std::optional<std::string> institution{}; std::optional<domain::ConsentHow> how{}; std::optional<Instant> until{}; std::optional<domain::OverrideGround> ground{}; };
struct ConfirmOverride { static constexpr std::string_view name = "confirm-override"; static constexpr Action action = Action::confirm_override; domain::ConsentScope scope{}; };
struct CallerTold { static constexpr std::string_view name = "caller-told"; static constexpr Action action = Action::tell_caller; domain::ConsentScope scope{}; std::optional<Instant> on{}; };
struct BreakGlass { static constexpr std::string_view name = "break-glass"; static constexpr Action action = Action::break_glass; std::string reason; };
struct Wall      { static constexpr std::string_view name = "wall"; static constexpr Action action = Action::raise_wall;      std::string person; std::optional<std::string> reason; };
struct Urgency   { static constexpr std::string_view name = "urgency"; static constexpr Action action = Action::set_urgency;   domain::Urgency urgency{}; std::string reason; };
struct Monitor   { static constexpr std::string_view name = "monitor"; static constexpr Action action = Action::monitor;   std::optional<Instant> until; std::optional<std::string> reason; };
struct Close     { static constexpr std::string_view name = "close"; static constexpr Action action = Action::close;     CaseOutcome outcome{}; std::string text; bool caller_informed = false; static constexpr bool sparse = true; };
struct Reopen    { static constexpr std::string_view name = "reopen"; static constexpr Action action = Action::reopen;    std::string reason; };
struct Received  { static constexpr std::string_view name = "received"; static constexpr Action action = Action::receive;  };  // an offer to oneself has been seen; the answer comes later
struct Contacted { static constexpr std::string_view name = "contacted"; static constexpr Action action = Action::contact; std::optional<std::string> text; };  // first contact after taking over
struct Report    { static constexpr std::string_view name = "report"; static constexpr Action action = Action::report;    CaseOutcome result{}; std::string text; };  // to whoever handed it on, who learns the result and not the text
struct ReferralResult { static constexpr std::string_view name = "referral-result"; static constexpr Action action = Action::answer_referral; std::string institution; domain::ReferralResult result{}; std::optional<std::string> text; };
struct Link      { static constexpr std::string_view name = "link"; static constexpr Action action = Action::link;      std::string to; LinkKind kind{}; };
struct HelpMadeContact { static constexpr std::string_view name = "help-made-contact"; static constexpr Action action = Action::help_made_contact; std::string text; };  // who came, and how the caller is
// clang-format on

using CaseCommand =
    std::variant<Claim, Release, Note, Wait, Resume, Consult, Advise, Offer, Accept, Decline, Escalate,
                 Return, Refer, CoHandle, Consent, ConfirmOverride, CallerTold, BreakGlass, Wall, Urgency,
                 Monitor, Close, Reopen, Link, Received, Contacted, Report, ReferralResult, HelpMadeContact>;

BOOST_DESCRIBE_STRUCT(Claim, (), ())
BOOST_DESCRIBE_STRUCT(Release, (), (reason))
BOOST_DESCRIBE_STRUCT(Note, (), (text, happened_at))
BOOST_DESCRIBE_STRUCT(Wait, (), (whom, until, reason))
BOOST_DESCRIBE_STRUCT(Resume, (), ())
BOOST_DESCRIBE_STRUCT(Consult, (), (with, question))
BOOST_DESCRIBE_STRUCT(Advise, (), (text))
BOOST_DESCRIBE_STRUCT(Offer, (), (to, person, reason, with_consent))
BOOST_DESCRIBE_STRUCT(Accept, (), (what))
BOOST_DESCRIBE_STRUCT(Decline, (), (what, reason, text))
BOOST_DESCRIBE_STRUCT(Escalate, (), (reason))
BOOST_DESCRIBE_STRUCT(Return, (), (reason))
BOOST_DESCRIBE_STRUCT(Refer, (), (institution, reason, with_consent))
BOOST_DESCRIBE_STRUCT(CoHandle, (), (desk, end, reason, with_consent))
BOOST_DESCRIBE_STRUCT(Consent, (), (scope, state, reason, institution, how, until, ground))
BOOST_DESCRIBE_STRUCT(ConfirmOverride, (), (scope))
BOOST_DESCRIBE_STRUCT(CallerTold, (), (scope, on))
BOOST_DESCRIBE_STRUCT(BreakGlass, (), (reason))
BOOST_DESCRIBE_STRUCT(Wall, (), (person, reason))
BOOST_DESCRIBE_STRUCT(Urgency, (), (urgency, reason))
BOOST_DESCRIBE_STRUCT(Monitor, (), (until, reason))
BOOST_DESCRIBE_STRUCT(Close, (), (outcome, text, caller_informed))
BOOST_DESCRIBE_STRUCT(Reopen, (), (reason))
BOOST_DESCRIBE_STRUCT(Link, (), (to, kind))
BOOST_DESCRIBE_STRUCT(Received, (), ())
BOOST_DESCRIBE_STRUCT(Contacted, (), (text))
BOOST_DESCRIBE_STRUCT(Report, (), (result, text))
BOOST_DESCRIBE_STRUCT(ReferralResult, (), (institution, result, text))
BOOST_DESCRIBE_STRUCT(HelpMadeContact, (), (text))

// POST /people/{id}/{name}
// clang-format off
struct Absent  { static constexpr std::string_view name = "absent"; static constexpr Action action = Action::be_absent;  std::optional<Instant> from; std::optional<Instant> until; std::optional<std::string> substitute; };
struct Present { static constexpr std::string_view name = "present"; static constexpr Action action = Action::be_present; bool all = false; static constexpr bool sparse = true; };  // ends what holds now; `all`: what is planned, too
struct Left    { static constexpr std::string_view name = "left"; static constexpr Action action = Action::leave;    std::optional<Instant> on; };  // ahead: the term ends then
struct SetTerm { static constexpr std::string_view name = "term"; static constexpr Action action = Action::keep_roster; std::optional<Instant> begins; std::optional<Instant> ends; };
struct SetDuty { static constexpr std::string_view name = "duty"; static constexpr Action action = Action::keep_roster; std::vector<domain::DutyHours> week; std::vector<domain::DutyException> exceptions; };
struct SetCaseload { static constexpr std::string_view name = "caseload"; static constexpr Action action = Action::keep_roster; std::optional<int> most; };
// Every case that the person holds goes on: to whom is named, by reference or for all, else by the rules.
struct HandOver { static constexpr std::string_view name = "hand-over"; static constexpr Action action = Action::hand_over_cases; std::map<std::string, std::string> to; std::optional<std::string> all_to; std::string reason; };
struct SetReach { static constexpr std::string_view name = "reach"; static constexpr Action action = Action::set_reach; std::string email{}, webhook{}, language{}; std::optional<domain::QuietHours> quiet{}; std::vector<std::string> digest_at{}; bool no_digest = false; static constexpr bool sparse = true; };  // all of it anew
struct Relate  { static constexpr std::string_view name = "relate"; static constexpr Action action = Action::declare_tie;  std::string with; domain::RelationKind kind{}; };
// clang-format on
using PersonCommand =
    std::variant<Absent, Present, Left, Relate, SetTerm, SetDuty, SetCaseload, HandOver, SetReach>;
BOOST_DESCRIBE_STRUCT(Absent, (), (from, until, substitute))
BOOST_DESCRIBE_STRUCT(Present, (), (all))
BOOST_DESCRIBE_STRUCT(Left, (), (on))
BOOST_DESCRIBE_STRUCT(Relate, (), (with, kind))
BOOST_DESCRIBE_STRUCT(SetReach, (), (email, webhook, language, quiet, digest_at, no_digest))
BOOST_DESCRIBE_STRUCT(SetTerm, (), (begins, ends))
BOOST_DESCRIBE_STRUCT(SetDuty, (), (week, exceptions))
BOOST_DESCRIBE_STRUCT(SetCaseload, (), (most))
BOOST_DESCRIBE_STRUCT(HandOver, (), (to, all_to, reason))

// What of the rights a command asks for.
Action action_of(const CaseCommand&);
Action action_of(const PersonCommand&);

// The command of that name read from a JSON body; not_found when there is no such command.
Outcome<CaseCommand> read_case_command(std::string_view name, const boost::json::value& body);
Outcome<PersonCommand> read_person_command(std::string_view name, const boost::json::value& body);

}  // namespace sodan::office
