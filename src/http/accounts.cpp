// Signing in and out, the password and the codes, sessions and tokens.

#include "http/granting.h"
#include "http/handlers.h"
#include "http/identify.h"
#include "http/passwords.h"
#include "http/viewing.h"
#include "http/writing.h"

namespace sodan::http {

using office::Acting, office::AtTheDoor, office::Bearer, office::Granted, office::PassKind, office::Reading;

namespace {

constexpr auto device_cookie_lasts = std::chrono::days{180};

// What a browser says of itself, so that its owner knows it again in a list.
std::string agent_of(const Request& request) {
    constexpr std::size_t longest = 120;
    std::string out(request.user_agent.substr(0, longest));
    for (char& c : out)
        if (c < ' ' || c > '~') c = '?';
    return out;
}

Response with_cookies(const Granted& granted) {
    auto out = as_json(granted.answer, 201);
    add_header(out, "Set-Cookie", set_cookie(session_cookie, granted.session));
    if (!granted.device.empty())
        add_header(out, "Set-Cookie", set_cookie(device_cookie, granted.device, device_cookie_lasts));
    return out;
}

struct SigningIn {
    office::SignIn asked;
    std::string agent, device;
};

// On record after the answer was decided, so an account that is not there takes as long.
void put_on_record(Context& context, const Knock& knock, Instant now) {
    const auto failures = context.delays.to_be_recorded(knock.attempt, now);
    if (!failures) return;
    const office::FailedSignIn failed{knock.attempt.account, knock.attempt.address, *failures};
    context.store.submit({{},
                          [failed, now](Reading& reading) {
                              return Outcome<office::Written>(office::sign_in_failed(reading, now, failed));
                          },
                          [&context](const Outcome<office::Answer>&, const std::exception_ptr& wrong) {
                              if (wrong && context.failed) context.failed(wrong);
                          }});
}

void decide_sign_in(Context& context, const Waiting& waiting, const SigningIn& one, const Knock& knock) {
    const auto now = context.clock.now();
    const bool rest = context.delays.codes_rest(knock.attempt, now);
    grant({context, waiting,
           [&context, one, now, rest, checked = knock.checked](Reading& reading) {
               return office::sign_in({reading, now, context.keys->office(), one.agent, one.device, rest},
                                      one.asked, checked);
           },
           with_cookies,
           [&context, knock, now](bool is_granted) {
               if (is_granted) return context.delays.succeeded(knock.attempt);
               if (knock.checked.fits) context.delays.code_failed(knock.attempt, now);
               put_on_record(context, knock, now);
           }});
}

// Whoever has a pass, and says their password once more.
struct SayingPassword {
    Context& context;
    Waiting waiting;
    std::shared_ptr<const Bearer> bearer;

    SayingPassword(Context& in, const Call& call)
        : context(in), waiting(in, call), bearer(call.request.bearer) {}

    void grant_when_right(const Knock& knock, DecideAsPerson decide,
                          std::function<Response(const Granted&)> present = {}) const {
        grant({context, waiting, as_person(context, bearer, std::move(decide)), std::move(present),
               [&delays = context.delays, attempt = knock.attempt](bool is_granted) {
                   if (is_granted) delays.succeeded(attempt);
               }});
    }
};

// What a person changes of themselves without a password.
std::optional<Response> granted(Context& context, const Call& call, DecideAsPerson decide,
                                std::function<Response(const Granted&)> present = {}) {
    grant({context, Waiting(context, call), as_person(context, call.request.bearer, std::move(decide)),
           std::move(present)});
    return {};
}

std::optional<Response> own_passes(Context& context, const Call& call, PassKind kind) {
    return view(context, call, [kind, bearer = call.request.bearer](const office::Viewing& viewing) {
        return office::view_passes(viewing, *bearer, kind);
    });
}

std::optional<Response> end_own(Context& context, const Call& call, PassKind kind) {
    return granted(context, call, [kind, id = call.parts[0]](const Acting& acting, const Bearer&) {
        return office::end_pass(acting, kind, id);
    });
}

}  // namespace

std::optional<Response> sign_in(Context& context, const Call& call) {
    const auto asked = body_as<office::SignIn>(call);
    if (!asked) return refused(context, call, asked.refusal());
    const SigningIn one{*asked, agent_of(call.request),
                        std::string(cookie_named(call.request.cookie, device_cookie))};
    look_at_password(context, call, {asked->person, asked->password, one.device},
                     [&context, one, waiting = Waiting(context, call)](const Knock& knock) {
                         decide_sign_in(context, waiting, one, knock);
                     });
    return {};
}

// The pass that is shown, session or token. The device stays known.
std::optional<Response> sign_out(Context& context, const Call& call) {
    const auto leave = [](const Granted& done) {
        auto out = as_json(done.answer);
        add_header(out, "Set-Cookie", set_cookie(session_cookie, "", std::chrono::seconds{0}));
        add_header(out, "Clear-Site-Data", R"("cache", "storage")");
        return out;
    };
    const auto decide = [](const Acting& acting, const Bearer& by) {
        return office::end_pass(acting, by.kind, by.pass);
    };
    return granted(context, call, decide, leave);
}

std::optional<Response> change_password(Context& context, const Call& call) {
    const auto asked = body_as<office::ChangePassword>(call);
    if (!asked) return refused(context, call, asked.refusal());
    const auto office = context.store.office();
    if (const auto refusal = office::refused_password(*office->person(call.request.person), asked->password))
        return refused(context, call, *refusal);
    const auto with_hash = [saying = SayingPassword(context, call)](const Knock& knock,
                                                                    const std::string& hash) {
        saying.grant_when_right(knock,
                                [hash, checked = knock.checked](const Acting& acting, const Bearer& by) {
                                    return office::change_password(acting, by, checked, hash);
                                });
    };
    look_at_password(context, call, {std::string(call.request.person), asked->current},
                     [&context, with_hash, waiting = Waiting(context, call),
                      password = asked->password](const Knock& knock) {
                         hash_password(context, waiting, password,
                                       [=](const std::string& hash) { with_hash(knock, hash); });
                     });
    return {};
}

std::optional<Response> start_code(Context& context, const Call& call) {
    const auto asked = body_as<office::StartCode>(call);
    if (!asked) return refused(context, call, asked.refusal());
    look_at_password(context, call, {std::string(call.request.person), asked->password},
                     [&context, saying = SayingPassword(context, call)](const Knock& knock) {
                         saying.grant_when_right(
                             knock, [&context, checked = knock.checked](const Acting& acting, const Bearer&) {
                                 return office::start_code(acting, context.keys->office(), checked);
                             });
                     });
    return {};
}

std::optional<Response> confirm_code(Context& context, const Call& call) {
    const auto asked = body_as<office::ConfirmCode>(call);
    if (!asked) return refused(context, call, asked.refusal());
    return granted(context, call, [&context, asked = *asked](const Acting& acting, const Bearer&) {
        return office::confirm_code(acting, context.keys->office(), asked);
    });
}

std::optional<Response> get_sessions(Context& context, const Call& call) {
    return own_passes(context, call, PassKind::session);
}
std::optional<Response> get_tokens(Context& context, const Call& call) {
    return own_passes(context, call, PassKind::token);
}
std::optional<Response> end_session(Context& context, const Call& call) {
    return end_own(context, call, PassKind::session);
}
std::optional<Response> revoke_token(Context& context, const Call& call) {
    return end_own(context, call, PassKind::token);
}

std::optional<Response> issue_token(Context& context, const Call& call) {
    const auto asked = body_as<office::IssueToken>(call);
    if (!asked) return refused(context, call, asked.refusal());
    look_at_password(context, call, {std::string(call.request.person), asked->password},
                     [asked = *asked, saying = SayingPassword(context, call)](const Knock& knock) {
                         saying.grant_when_right(
                             knock,
                             [asked, checked = knock.checked](const Acting& acting, const Bearer& by) {
                                 return office::issue_token(acting, by, asked, checked);
                             },
                             [](const Granted& made) { return as_json(made.answer, 201); });
                     });
    return {};
}

}  // namespace sodan::http
