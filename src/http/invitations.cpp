// Invitations: made by administrators, opened and accepted by whoever was given the link.

#include "office/invitations.h"
#include "http/granting.h"
#include "http/handlers.h"
#include "http/passwords.h"
#include "http/writing.h"

namespace sodan::http {

using office::Acting, office::AtTheDoor, office::Bearer, office::Granted, office::Reading;

namespace {

// The link leads to the name by which the administrator calls the daemon.
Response with_link(const Granted& made, const std::string& base) {
    auto out = made.answer;
    const std::string secret(out.at("secret").as_string());
    out.erase("secret");
    out["link"] = office::invitation_link(base, secret);
    return as_json(out, 201);
}

void accept(Context& context, const Waiting& waiting, const office::AcceptInvitation& asked,
            const std::string& hash) {
    grant({context, waiting,
           [&context, asked, hash](Reading& reading) {
               return office::accept_invitation({reading, context.clock.now(), context.keys->office()}, asked,
                                                hash);
           },
           [](const Granted& made) { return as_json(made.answer, 201); }});
}

// Whoever has no good link costs no hash.
void look_at_invitation(Context& context, const Waiting& waiting, const office::AcceptInvitation& asked,
                        Reading& reading) {
    const auto person = office::invited(reading, context.clock.now(), asked.secret);
    if (!person) return waiting.refuse(person.refusal());
    if (const auto refusal = office::refused_password(*person, asked.password))
        return waiting.refuse(*refusal);
    hash_password(context, waiting, asked.password, [&context, waiting, asked](const std::string& hash) {
        accept(context, waiting, asked, hash);
    });
}

}  // namespace

std::optional<Response> invite(Context& context, const Call& call) {
    const auto asked = body_as<office::Invite>(call);
    if (!asked) return refused(context, call, asked.refusal());
    const auto decide = [asked = *asked, id = call.parts[0]](const Acting& acting, const Bearer&) {
        return office::invite(acting, id, asked);
    };
    const auto base = std::string(context.scheme) + "://" + std::string(call.request.host);
    grant({context, Waiting(context, call), as_person(context, call.request.bearer, decide),
           [base](const Granted& made) { return with_link(made, base); }});
    return {};
}

std::optional<Response> open_invitation(Context& context, const Call& call) {
    const auto asked = body_as<office::OpenInvitation>(call);
    if (!asked) return refused(context, call, asked.refusal());
    grant({context, Waiting(context, call), [&context, asked = *asked](Reading& reading) {
               return office::open_invitation({reading, context.clock.now(), context.keys->office()}, asked);
           }});
    return {};
}

std::optional<Response> accept_invitation(Context& context, const Call& call) {
    const auto asked = body_as<office::AcceptInvitation>(call);
    if (!asked) return refused(context, call, asked.refusal());
    context.store.read([&context, asked = *asked, waiting = Waiting(context, call)](Reading& reading) {
        try {
            look_at_invitation(context, waiting, asked, reading);
        } catch (...) { waiting.fail(std::current_exception()); }
    });
    return {};
}

}  // namespace sodan::http
