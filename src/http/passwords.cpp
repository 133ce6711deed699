#include "http/passwords.h"

#include "http/problem.h"
#include "office/passes.h"
#include "seal/password.h"
#include "seal/secret.h"

#include <memory>

namespace sodan::http {

using office::PassKind, office::Reading;

namespace {

const Refusal no_slot{Refusal::Why::busy, {"accounts.no_hashing_slot"}};

struct Looking {
    Context& context;
    Waiting waiting;
    TypedPassword typed;
    std::function<void(const Knock&)> then;
    Knock knock;

    ~Looking() { seal::wipe(typed.password); }
};
using Shared = std::shared_ptr<Looking>;

std::string known_device(Reading& reading, const TypedPassword& typed, Instant now) {
    if (typed.device.empty()) return "";
    const auto row = reading.accounts().pass_of_digest(office::digest_of_secret(typed.device));
    const bool is_theirs =
        row && row->kind == PassKind::device && row->person == typed.person && row->ends_at > now;
    return is_theirs ? row->id : "";
}

void must_wait(const Looking& one, std::chrono::seconds wait) {
    one.waiting.answer([&context = one.context, wait, language = one.waiting.language()] {
        const Problem problem{
            "too_often", 429, {"accounts.wait", {{"seconds", std::to_string(wait.count())}}}, "", wait};
        return answer(problem, *context.texts(), language);
    });
}

// Whoever has no account costs as much as whoever has.
void compare(const Looking& one, Knock knock) {
    const auto& hash = knock.checked.against.empty() ? seal::hash_of_nobody() : knock.checked.against;
    knock.checked.fits = seal::password_fits(hash, one.typed.password);
    one.then(knock);
}

void look(const Shared& one, Reading& reading) {
    auto& context = one->context;
    const auto now = context.clock.now();
    const auto account = reading.accounts().account(one->typed.person);
    if (account) one->knock.checked.against = account->password;
    one->knock.attempt.device = known_device(reading, one->typed, now);
    if (const auto wait = context.delays.begin(one->knock.attempt, now)) return must_wait(*one, *wait);
    const auto job = [one] {
        try {
            compare(*one, one->knock);
        } catch (...) { one->waiting.fail(std::current_exception()); }
    };
    if (context.on_hash_slot(job)) return;
    context.delays.not_tried(one->knock.attempt);
    one->waiting.refuse(no_slot);
}

}  // namespace

void look_at_password(Context& context, const Call& call, TypedPassword typed,
                      std::function<void(const Knock&)> then) {
    const Knock knock{{typed.person, std::string(call.request.address)}};
    const auto one = std::make_shared<Looking>(
        Looking{context, Waiting(context, call), std::move(typed), std::move(then), knock});
    context.store.read([one](Reading& reading) {
        try {
            look(one, reading);
        } catch (...) { one->waiting.fail(std::current_exception()); }
    });
}

void hash_password(Context& context, const Waiting& waiting, std::string password,
                   std::function<void(const std::string&)> then) {
    const auto job = [waiting, password = std::move(password), then = std::move(then)] {
        try {
            then(seal::password_hash(password));
        } catch (...) { waiting.fail(std::current_exception()); }
    };
    if (!context.on_hash_slot(job)) waiting.refuse(no_slot);
}

}  // namespace sodan::http
