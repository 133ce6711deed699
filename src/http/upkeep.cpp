#include "http/guard.h"
#include "http/handlers.h"
#include "http/headers.h"
#include "http/identify.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "http/waiting.h"
#include "office/sight.h"
#include "office/views.h"
#include "seal/signed_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace sodan::http {

namespace {

struct Backup {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Backup, (), (name))

// A file name of our own folder: nothing that could lead out of it.
bool is_file_name(std::string_view name) {
    constexpr std::size_t longest = 64;
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '_' || c == '-';
    };
    return !name.empty() && name.size() <= longest && name.front() != '.' && std::ranges::all_of(name, fits);
}

Outcome<Backup> read_backup(const Call& call) {
    const auto body = read_json(call.request.body);
    if (!body) return body.refusal();
    auto backup = Reader::read<Backup>(*body);
    if (backup && !is_file_name(backup->name))
        return Refusal{Refusal::Why::invalid, {"http.not_a_file_name"}, "/name"};
    return backup;
}

// Beside the copy, so that sodan-verify finds one changed byte of it.
void sign_copy(const Context& context, const std::filesystem::path& copy) {
    std::ofstream out(copy.string() + ".signature");
    out << seal::file_signature(context.keys->record(), copy, context.clock.now()) << '\n';
    out.flush();
    if (!out) throw std::runtime_error("the signature of the copy cannot be written");
}

}  // namespace

std::optional<Refusal> refused_by_role(Context& context, const Call& call, office::Action action) {
    const auto office = context.store.office();
    const auto* person = office->person(call.request.person);
    if (person && office::may(*person, action)) return {};
    return Refusal{Refusal::Why::not_allowed, {"http.keepers_only"}};
}

namespace {

Response plain(std::string body, int status = 200) {
    return {.status = status, .body = std::move(body), .type = "text/plain; charset=utf-8"};
}

}  // namespace

std::optional<Response> make_backup(Context& context, const Call& call) {
    if (const auto refusal = refused_by_role(context, call, office::Action::back_up))
        return refused(context, call, *refusal);
    const auto backup = read_backup(call);
    if (!backup) return refused(context, call, backup.refusal());
    const auto path = std::filesystem::path(context.backups) / backup->name;
    if (std::filesystem::exists(path))
        return refused(context, call, {Refusal::Why::invalid, {"http.backup_exists"}, "/name"});
    context.store.backup(path, [&context, waiting = Waiting(context, call), path](std::exception_ptr failed) {
        if (failed) return waiting.fail(failed);
        try {
            sign_copy(context, path);
        } catch (...) { return waiting.fail(std::current_exception()); }
        waiting.answer(as_json({{"path", path.string()}}, 201));
    });
    return {};
}

namespace {

// A difference names its case to whoever sees that case; a wall holds here too.
boost::json::object verified_for(const std::string& id, office::Reading& reading,
                                 const routing::Rules& rules) {
    const auto office = reading.office();
    const auto* person = office->person(id);
    return office::verify(reading, office::every_kept(reading, rules), [&](const office::CaseRow& row) {
        return person && office::sight_of(*person, row) == office::Sight::whole;
    });
}

}  // namespace

std::optional<Response> get_verify(Context& context, const Call& call) {
    if (const auto refusal = refused_by_role(context, call, office::Action::verify_record))
        return refused(context, call, *refusal);
    if (context.verifying.exchange(true))
        return refused(context, call, {Refusal::Why::busy, {"http.verify_busy"}});
    context.store.read([&context, waiting = Waiting(context, call), rules = context.rules(),
                        person = std::string(call.request.person)](office::Reading& reading) {
        try {
            waiting.answer(as_json(verified_for(person, reading, *rules)));
        } catch (...) { waiting.fail(std::current_exception()); }
        context.verifying = false;
    });
    return {};
}

std::optional<Response> get_events(Context& context, const Call& call) {
    if (const auto refusal = refused_event_id(call.request.last_event_id))
        return refused(context, call, *refusal);
    if (const auto refusal = refused_by_role(context, call, office::Action::follow_events))
        return refused(context, call, *refusal);
    if (call.request.method == "HEAD") return Response{.type = "text/event-stream"};
    return Response{.type = "text/event-stream",
                    .stream = Stream{std::string(call.request.person), call.request.bearer->pass,
                                     std::string(call.request.last_event_id)}};
}

std::optional<Response> get_healthz(Context&, const Call&) { return plain("ok\n"); }

std::optional<Response> get_readyz(Context& context, const Call&) {
    const bool ready = !context.draining && context.rules() != nullptr;
    const auto outgoing = context.outgoing.empty() ? "" : context.outgoing + "\n";
    return ready ? plain("ready\n" + outgoing) : plain("not ready\n", 503);
}

namespace {

// An address as the connection gives it (message.h): of IPv6 the first 64 bits, which are nobody's but the
// loopback's here.
bool is_this_machine(std::string_view address) { return address.starts_with("127.") || address == "::"; }

}  // namespace

// For whoever watches from this machine; from elsewhere it takes a token, and so it does through a proxy on
// this machine, which asks by the name under which it is known outside.
std::optional<Response> get_metrics(Context& context, const Call& call) {
    auto asking = call.request;
    if (!is_this_machine(asking.address) || !names_this_machine(asking.host))
        if (const auto problem = unidentified(context, asking, office::Action::see_office))
            return answer(*problem, *context.texts(), call.language);
    return Response{.body = context.metrics.text(), .type = "text/plain; version=0.0.4; charset=utf-8"};
}

}  // namespace sodan::http
