#pragma once
// The one way to an account: a link that is good once, for three days. An administrator makes it for a
// person of the office; the very first comes from the daemon when there is no administrator who could.

#include "office/accounts.h"

namespace sodan::office {

// POST /people/{id}/invitation
struct Invite {
    bool reset = false;  // also when there is an account: it is closed, and everything of it ends at once
    static constexpr bool sparse = true;
};
// POST /invitations/open, /invitations/accept
struct OpenInvitation {
    std::string secret;
};
struct AcceptInvitation {
    std::string secret, password, ticket, code;
};
BOOST_DESCRIBE_STRUCT(Invite, (), (reset))
BOOST_DESCRIBE_STRUCT(OpenInvitation, (), (secret))
BOOST_DESCRIBE_STRUCT(AcceptInvitation, (), (secret, password, ticket, code))

// Administrators only. The answer holds the link's "secret". A reset is told to the person and to the head of
// the department, for the link opens the account to whoever has it.
Outcome<Granted> invite(const Acting&, const domain::PersonId&, const Invite&);

// Whom an invitation is for; not_found when it is none, or no longer good.
Outcome<domain::Person> invited(Reading&, Instant now, const std::string& secret);
// What a person needs to set their authenticator app up, before they accept. Writes nothing.
Outcome<Granted> open_invitation(const AtTheDoor&, const OpenInvitation&);
// The account is there from then on. `hash` is of the password that they chose.
Outcome<Granted> accept_invitation(const AtTheDoor&, const AcceptInvitation&, const std::string& hash);

// Is there an administrator of the office who can sign in?
bool has_administrator(Reading&, Instant now);
// An invitation for the first administrator, for whom a person is made where the office has none. Those that
// an earlier start has printed are good no longer.
Outcome<Granted> invite_first_administrator(Reading&, Instant now);

// "https://sodan.example.jp/invitation#SECRET": what stands after the sign # is sent to no server.
std::string invitation_link(const std::string& base, const std::string& secret);

}  // namespace sodan::office
