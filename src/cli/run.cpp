#include "cli/run.h"

#include "cli/answer.h"
#include "cli/arguments.h"
#include "cli/completion.h"
#include "cli/follow.h"
#include "cli/kept_tokens.h"
#include "cli/local.h"
#include "cli/views.h"

#include <boost/json/parse.hpp>

#include <ostream>
#include <stdexcept>
#include <thread>

namespace sodan::cli {

namespace json = boost::json;

namespace {

std::string first_set(const Surroundings& around, std::initializer_list<const char*> names) {
    for (const auto* name : names)
        if (auto value = around.environment(name); !value.empty()) return value;
    return "";
}

// What the environment says where the arguments say nothing.
void complete(Wish& wish, const Surroundings& around) {
    const auto from_environment = [&](const char* flag, const char* name, const char* otherwise) {
        auto value = around.environment(name);
        if (value.empty()) value = otherwise;
        if (!wish.has(flag) && !value.empty()) wish.given[flag] = {value};
    };
    from_environment("--server", "SODAN_SERVER", "http://127.0.0.1:8080");
    from_environment("token", "SODAN_TOKEN", "");
    from_environment("authorities", "SODAN_CA", "");
    if (!wish.has("token")) wish.given["token"] = {KeptTokens(around).of(wish.value("--server")).token};
}

Exit wrong(const Surroundings& around, const std::string& text) {
    around.err << text << '\n';
    return Exit::usage;
}

// A lost connection is tried once more: reading does no harm, and a command carries its key, so that the
// daemon does it once.
Reply asked(const Caller& caller, const Request& request, const Surroundings& around) {
    auto reply = exchange(caller.address, request, caller.patience);
    const auto* silence = std::get_if<Silence>(&reply);
    if (!silence || !silence->was_sent) return reply;
    std::this_thread::sleep_for(around.pause);
    return exchange(caller.address, request, caller.patience);
}

Exit shown(const Answer& answer, const Wish& wish, const Page& page) {
    if (wish.has("--json") || wish.command.view == View::raw) {
        page.out << answer.body << (answer.body.ends_with('\n') ? "" : "\n");
        return Exit::done;
    }
    auto command = wish.command;
    if (command.view == View::why && wish.has("--all")) command.view = View::why_in_full;
    show(page, command, json::parse(answer.body));
    return Exit::done;
}

// `verify` has an answer of its own for scripts.
Exit verdict(const Answer& answer) {
    const auto parsed = json::parse(answer.body);
    return parsed.at("differences").as_array().empty() ? Exit::done : Exit::refused;
}

Exit ended(const Answer& answer, const Wish& wish, const Surroundings& around, const Wording& words) {
    if (const auto ending = ending_of(answer); ending != Exit::done) {
        around.err << told(answer, words);
        return ending;
    }
    try {
        shown(answer, wish, {around.out, words});
        return wish.command.view == View::verified ? verdict(answer) : Exit::done;
    } catch (const std::exception&) {  // not the JSON that was promised
        around.err << told({answer.status}, words);
        return Exit::unexpected;
    }
}

std::string next_page(const Wish& wish, const Answer& answer) {
    if (!wish.has("--all") || answer.status != 200) return "";
    boost::system::error_code error;
    const auto parsed = json::parse(answer.body, error);
    return !error && parsed.is_object() ? text_in(parsed.get_object(), "next") : "";
}

Exit ask(Wish wish, const Caller& caller, const Surroundings& around, const Wording& words) {
    for (;;) {
        auto request = request_for(wish, around.in);
        if (!request) return wrong(around, told(request.refusal(), words));
        request->headers.emplace_back("Accept-Language", words.language());
        if (wish.command.verb == Verb::follow)
            return follow_events(wish, *std::move(request), caller, {around, words});
        const auto reply = asked(caller, *request, around);
        if (const auto* silence = std::get_if<Silence>(&reply))
            return unreachable({around, words}, wish, *request, *silence);
        const auto& answer = std::get<Answer>(reply);
        const auto ending = ended(answer, wish, around, words);
        const auto next = next_page(wish, answer);
        if (ending != Exit::done || next.empty()) return ending;
        wish.given["--cursor"] = {next};
    }
}

Exit carry_out(Wish wish, const Surroundings& around, const Wording& words) {
    if (wish.command.verb == Verb::complete) {
        around.out << completion_for(wish.value("shell"), words);
        return Exit::done;
    }
    complete(wish, around);
    if (wish.command.verb == Verb::local) return run_locally(wish, words, around);
    const auto address = address_of(wish);
    if (!address) return wrong(around, words("cli.usage.server"));
    const auto* const usual = wish.command.view == View::verified || wish.command.path == "backup" ? "3600"
                              : wish.command.view == View::simulated                               ? "120"
                                                                                                   : "30";
    const Caller caller{*address, std::chrono::seconds(std::stoi(wish.value("--timeout", usual)))};
    return ask(std::move(wish), caller, around, words);
}

}  // namespace

Exit run(const std::vector<std::string>& arguments, Surroundings& around) {
    const Wording words(language_of(first_set(around, {"LC_ALL", "LC_MESSAGES", "LANG"})));
    auto understood = understand(arguments, words);
    if (auto* wish = std::get_if<Wish>(&understood)) return carry_out(std::move(*wish), around, words);
    const auto& said = std::get<Told>(understood);
    (said.is_help ? around.out : around.err) << said.text;
    return said.is_help ? Exit::done : Exit::usage;
}

}  // namespace sodan::cli
