#include "cli/codes.h"
#include "cli/command.h"
#include "domain/words.h"

namespace sodan::cli {

using namespace domain;

namespace {

const Field reason{"--reason", "reason", Form::content, true};
const Field perhaps_reason{"--reason", "reason", Form::content};
const Field text{"--text", "text", Form::content, true};
const Field until{"--until", "until", Form::instant, true};
const Field perhaps_until{"--until", "until", Form::instant};
const Field with_consent{"--with-consent", "with_consent", Form::yes_or_no};
const Field answering{"--what", "what", Form::word, false, {"offer", "committee"}};

Command on_case(const std::string& name, std::vector<Field> fields) {
    fields.insert(fields.begin(), {"ref", "", Form::word, true});
    return {name, Verb::post, "/cases/{}/" + name, std::move(fields), View::the_case};
}

std::vector<Command> custody() {
    return {
        on_case("claim", {}),
        on_case("release", {perhaps_reason}),
        on_case("note", {text, {"--happened", "happened_at", Form::instant}}),
        on_case("wait", {{"--for", "whom", Form::word, true, every<WaitingFor>()}, until, perhaps_reason}),
        on_case("resume", {}),
        on_case("monitor", {perhaps_until, perhaps_reason}),
        on_case("close", {{"--outcome", "outcome", Form::word, true, every<CaseOutcome>()},
                          text,
                          {"--caller-informed", "caller_informed", Form::yes}}),
        on_case("reopen", {reason})};
}

std::vector<Command> movements() {
    return {
        on_case("consult", {{"--with", "with", Form::word, true, {"coordinator", "committee"}},
                            {"--question", "question", Form::content, true}}),
        on_case("advise", {text}),
        on_case("offer", {{"--to", "to", Form::word, true}, {"--person", "person"}, reason, with_consent}),
        on_case("accept", {answering}),
        on_case("decline",
                {answering, {"--reason", "reason", Form::word, false, every<DeclineReason>()}, text}),
        on_case("escalate", {reason}),
        on_case("return", {reason}),
        on_case("refer", {{"--to", "institution", Form::word, true}, reason, with_consent}),
        on_case("co-handle",
                {{"--desk", "desk", Form::word, true}, {"--end", "end", Form::yes}, reason, with_consent})};
}

std::vector<Command> after_a_hand_over() {
    return {on_case("received", {}), on_case("contacted", {{"--text", "text", Form::content}}),
            on_case("report", {{"--result", "result", Form::word, true, every<CaseOutcome>()}, text}),
            on_case("referral-result", {{"--of", "institution", Form::word, true},
                                        {"--result", "result", Form::word, true, every<ReferralResult>()},
                                        {"--text", "text", Form::content}})};
}

std::vector<Command> circumstances() {
    return {on_case("consent", {{"--scope", "scope", Form::word, true, every<ConsentScope>()},
                                {"--state", "state", Form::word, true, every<ConsentState>()},
                                perhaps_reason,
                                {"--institution", "institution"},
                                {"--how", "how", Form::word, false, every<ConsentHow>()},
                                {"--until", "until", Form::instant},
                                {"--ground", "ground", Form::word, false, every<OverrideGround>()}}),
            on_case("confirm-override", {{"--scope", "scope", Form::word, true, every<ConsentScope>()}}),
            on_case("caller-told", {{"--scope", "scope", Form::word, true, every<ConsentScope>()},
                                    {"--on", "on", Form::instant}}),
            on_case("break-glass", {reason}),
            on_case("wall", {{"--person", "person", Form::word, true}, perhaps_reason}),
            on_case("urgency", {{"--to", "urgency", Form::word, true, every<Urgency>()}, reason}),
            on_case("help-made-contact", {text}),
            on_case("link", {{"--to", "to", Form::word, true},
                             {"--kind", "kind", Form::word, true, {"other_side", "same_matter"}}})};
}

}  // namespace

std::vector<Command> commands_on_cases() {
    std::vector<Command> out;
    for (auto* part : {custody, movements, after_a_hand_over, circumstances})
        for (auto& command : part()) out.push_back(std::move(command));
    return out;
}

}  // namespace sodan::cli
