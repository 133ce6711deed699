// The rules changed over HTTP. What is to come into force is checked first, beside the network and the
// store's writer; the use case then looks whether all is still as it was when it was checked.

#include "http/handlers.h"
#include "http/problem.h"
#include "http/writing.h"
#include "office/rule_upload.h"
#include "office/rules.h"

namespace sodan::http {

namespace json = boost::json;
using office::Acting, office::CheckedRules, office::Written;
using routing::RuleFiles;

namespace {

using FindFiles = std::function<Outcome<RuleFiles>(office::Reading&)>;
using DecideOnRules = std::function<Outcome<Written>(const Acting&, const RuleFiles&, const CheckedRules&)>;

// A change of the rules under way. The write holds it, and not the other way round.
struct RuleChange {
    Context& context;
    std::string language;
    FindFiles find;
    DecideOnRules decide;
    RuleFiles files{};
    CheckedRules checked{};
    bool is_decided = false;  // a retry that gets its stored answer changes nothing
};
using Changing = std::shared_ptr<RuleChange>;
using Writing = std::shared_ptr<Write>;

const Refusal too_many{Refusal::Why::busy, {"rule_sets.too_many_checks"}};

// The problem with everything that stands in the way, not with the first of it alone.
std::optional<Response> dressed(const RuleChange& change, const Refusal& refusal) {
    if (refusal.why != Refusal::Why::rules_not_loaded) return {};
    auto problem = problem_of(refusal);
    if (change.checked.rules) problem.why = "rules_refused";
    return answer(problem, *change.context.texts(), change.language, {{"findings", change.checked.findings}});
}

void check(const Writing& write, const Changing& change) {
    auto& context = change->context;
    const auto work = [write, change, &context] {
        try {
            change->checked = context.check_rules(change->files, context.store.office(), context.clock.now());
            send(write);
        } catch (...) { write->waiting.fail(std::current_exception()); }
    };
    if (!context.on_the_side(work)) write->waiting.refuse(too_many);
}

void find_files(const Writing& write, const Changing& change, office::Reading& reading) {
    try {
        auto files = change->find(reading);
        if (!files) return write->waiting.refuse(files.refusal());
        change->files = *std::move(files);
        check(write, change);
    } catch (...) { write->waiting.fail(std::current_exception()); }
}

// Finds the files, checks them, decides on them.
std::optional<Response> change_rules(Context& context, const Call& call, FindFiles find, DecideOnRules decide,
                                     std::function<void(const RuleChange&)> kept = {}) {
    const auto write = write_for(context, call);
    if (!write) return refused(context, call, write.refusal());
    const auto change =
        std::make_shared<RuleChange>(RuleChange{context, call.language, std::move(find), std::move(decide)});
    (*write)->decide = [change](const Acting& acting) {
        auto written = change->decide(acting, change->files, change->checked);
        change->is_decided = static_cast<bool>(written);
        return written;
    };
    (*write)->dressed = [change](const Refusal& refusal) { return dressed(*change, refusal); };
    if (kept) (*write)->kept = [change, kept = std::move(kept)] { kept(*change); };
    context.store.read(
        [write = *write, change](office::Reading& reading) { find_files(write, change, reading); });
    return {};
}

// In force as soon as it has been kept, in the order in which it was.
std::optional<Response> put_into_force(Context& context, const Call& call, FindFiles find,
                                       DecideOnRules decide) {
    return change_rules(context, call, std::move(find), std::move(decide), [](const RuleChange& change) {
        if (change.is_decided) change.context.take_up_rules(change.checked.rules);
    });
}

template <class Body> Outcome<Body> body_of(Context& context, const Call& call) {
    if (auto refusal = refused_by_role(context, call, office::Action::change_rules)) return *refusal;
    return read_body(call, [](const json::value& body) { return Reader::read<Body>(body); });
}

FindFiles kept_as(std::string version) {
    return [version = std::move(version)](office::Reading& reading) -> Outcome<RuleFiles> {
        const auto kept = reading.rule_archive().rule_set(version);
        if (!kept) return Refusal{Refusal::Why::not_found, {"rule_sets.not_found"}};
        return office::stored_files(kept->files);
    };
}

}  // namespace

std::optional<Response> draft_rules(Context& context, const Call& call) {
    const auto asked = body_of<office::DraftRules>(context, call);
    if (!asked) return refused(context, call, asked.refusal());
    auto files = office::files_from(asked->files);
    if (!files) return refused(context, call, files.refusal());
    return change_rules(
        context, call, [files = *std::move(files)](office::Reading&) { return files; },
        [asked = *asked](const Acting& acting, const RuleFiles& given, const CheckedRules& checked) {
            return office::draft_rules(acting, asked, given, checked);
        });
}

std::optional<Response> publish_rules(Context& context, const Call& call) {
    const auto asked = body_of<office::PublishRules>(context, call);
    if (!asked) return refused(context, call, asked.refusal());
    return put_into_force(context, call, kept_as(call.parts[0]),
                          [asked = *asked, version = call.parts[0]](const Acting& acting, const RuleFiles&,
                                                                    const CheckedRules& checked) {
                              return office::publish_rules(acting, version, asked, checked);
                          });
}

std::optional<Response> roll_back_rules(Context& context, const Call& call) {
    const auto asked = body_of<office::RollBackRules>(context, call);
    if (!asked) return refused(context, call, asked.refusal());
    return put_into_force(
        context, call, kept_as(asked->to),
        [asked = *asked](const Acting& acting, const RuleFiles&, const CheckedRules& checked) {
            return office::roll_back_rules(acting, asked, checked);
        });
}

std::optional<Response> reload_rules(Context& context, const Call& call) {
    const auto asked = body_of<office::ReloadRules>(context, call);
    if (!asked) return refused(context, call, asked.refusal());
    return put_into_force(
        context, call, [&context](office::Reading&) { return context.rule_folder(); },
        [asked = *asked](const Acting& acting, const RuleFiles& files, const CheckedRules& checked) {
            return office::reload_rules(acting, asked, files, checked);
        });
}

std::optional<Response> check_rules(Context& context, const Call& call) {
    const auto asked = body_of<office::CheckFiles>(context, call);
    if (!asked) return refused(context, call, asked.refusal());
    auto files = office::files_from(asked->files);
    if (!files) return refused(context, call, files.refusal());
    const auto work = [&context, waiting = Waiting(context, call), files = *std::move(files)] {
        try {
            const auto checked = context.check_rules(files, context.store.office(), context.clock.now());
            waiting.answer(as_json(office::shown(checked)));
        } catch (...) { waiting.fail(std::current_exception()); }
    };
    if (context.on_the_side(work)) return {};
    return refused(context, call, too_many);
}

}  // namespace sodan::http
