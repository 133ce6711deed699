#include "http/handlers.h"
#include "http/writing.h"
#include "office/newcomer.h"

#include <charconv>

namespace sodan::http {

namespace json = boost::json;
using office::Acting;

namespace {

std::optional<Response> submit(Context& context, const Call& call, Decide decide, bool logs = false) {
    const auto write = write_for(context, call);
    if (!write) return refused(context, call, write.refusal());
    (*write)->decide = std::move(decide);
    (*write)->logs = logs;
    send(*write);
    return {};
}

std::string_view last_part(std::string_view pattern) { return pattern.substr(pattern.rfind('/') + 1); }

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t out = 0;
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || stopped != text.data() + text.size()) return {};
    return out;
}

Refusal no_such_case() { return {Refusal::Why::not_found, {"case.not_found"}}; }

}  // namespace

std::optional<Response> log_inquiry(Context& context, const Call& call) {
    auto inquiry =
        read_body(call, [](const json::value& body) { return Reader::read<office::LogInquiry>(body); });
    if (!inquiry) return refused(context, call, inquiry.refusal());
    return submit(
        context, call,
        [inquiry = std::move(*inquiry)](const Acting& acting) {
            return office::log_inquiry(acting, inquiry);
        },
        true);
}

std::optional<Response> case_command(Context& context, const Call& call) {
    const auto ref = domain::CaseRef::parse(call.parts[0]);
    if (!ref) return refused(context, call, no_such_case());
    const auto name = last_part(call.route->pattern);
    auto command =
        read_body(call, [&](const json::value& body) { return office::read_case_command(name, body); });
    if (!command) return refused(context, call, command.refusal());
    return submit(context, call, [ref = *ref, command = std::move(*command)](const Acting& acting) {
        return office::command(acting, ref, command);
    });
}

std::optional<Response> person_command(Context& context, const Call& call) {
    const auto name = last_part(call.route->pattern);
    auto command =
        read_body(call, [&](const json::value& body) { return office::read_person_command(name, body); });
    if (!command) return refused(context, call, command.refusal());
    return submit(context, call, [id = call.parts[0], command = std::move(*command)](const Acting& acting) {
        return office::command(acting, id, command);
    });
}

std::optional<Response> add_person(Context& context, const Call& call) {
    auto asked =
        read_body(call, [](const json::value& body) { return Reader::read<office::AddPerson>(body); });
    if (!asked) return refused(context, call, asked.refusal());
    return submit(context, call, [asked = std::move(*asked)](const Acting& acting) {
        return office::add_person(acting, asked);
    });
}

std::optional<Response> retry_message(Context& context, const Call& call) {
    const auto message = number_in(call.parts[0]);
    if (!message) return refused(context, call, {Refusal::Why::not_found, {"message.nothing_failed"}});
    return submit(context, call,
                  [message = *message](const Acting& acting) { return office::send_again(acting, message); });
}

}  // namespace sodan::http
