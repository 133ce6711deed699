// Every cell of the matrix is asked: whichever is flipped, some route answers otherwise. On a real store,
// through the same door that requests come through.

#include "a_server.h"
#include "http/dispatch.h"
#include "office_fixture.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <future>
#include <map>

using namespace sodan;
using namespace sodan::office;
using domain::Role;

namespace {

struct StandingClock final : Clock {
    explicit StandingClock(Instant at) : at_(at) {}
    Instant now() const override { return at_; }

private:
    Instant at_;
};

// Waits in the test's own thread.
class Answering final : public http::Asker {
public:
    void later(std::function<http::Response()> make) override { promise_.set_value(std::move(make)); }
    http::Response answer() { return promise_.get_future().get()(); }

private:
    std::promise<std::function<http::Response()>> promise_;
};

http::Request asking(std::string_view method, std::string_view target) {
    http::Request out{};
    out.id = "one";
    out.method = method;
    out.target = target;
    out.host = "localhost";
    return out;
}

// What is asked to learn whether a role has a right. Of a case, with a version that it never had: whoever may
// act is told so, and nothing is changed.
struct Probe {
    std::string method, path, body{};
};

// What follows "{" and comes before "}": the beginning may name a case.
std::string inquiry(const std::string& topics) {
    return R"("addressed_to":"host","channel":"phone","raised_by":"participant","language":"en","text":"t",)"
           R"("danger":"none","topics":[)" +
           topics + "]";
}

const std::string a_past = "2020-01-01T00:00:00+09:00";

std::map<Action, Probe> probes_of_cases() {
    const auto step = [](const std::string& name, const std::string& body = "{}") {
        return Probe{"POST", "/api/v1/cases/REF/" + name, body};
    };
    const auto view = [](const std::string& name) { return Probe{"GET", "/api/v1/cases/REF" + name}; };
    const std::string reason = R"({"reason":"r"})";
    return {
        {Action::read_case, view("")},
        {Action::read_history, view("/history")},
        {Action::read_decisions, view("/decisions")},
        {Action::read_messages, view("/messages")},
        {Action::read_conflicts, view("/conflicts")},
        {Action::read_disclosures, view("/disclosures")},
        {Action::add_inquiry, {"POST", "/api/v1/inquiries", R"({"case":"REF",)" + inquiry(R"("W4")") + "}"}},
        {Action::claim, step("claim")},
        {Action::release, step("release", reason)},
        {Action::note, step("note", R"({"text":"t"})")},
        {Action::wait, step("wait", R"({"whom":"caller","until":"2026-12-01T00:00:00+09:00"})")},
        {Action::resume, step("resume")},
        {Action::consult, step("consult", R"({"with":"coordinator","question":"q"})")},
        {Action::propose_committee, step("consult", R"({"with":"committee","question":"q"})")},
        {Action::answer_committee, step("accept", R"({"what":"committee"})")},
        {Action::advise, step("advise", R"({"text":"t"})")},
        {Action::offer, step("offer", R"({"to":"coordinator","reason":"r"})")},
        {Action::accept, step("accept")},
        {Action::decline, step("decline", R"({"text":"t"})")},
        {Action::escalate, step("escalate", reason)},
        {Action::return_, step("return", reason)},
        {Action::refer, step("refer", R"({"institution":"i","reason":"r"})")},
        {Action::co_handle, step("co-handle", R"({"desk":"coordinator","reason":"r"})")},
        {Action::record_consent, step("consent", R"({"scope":"clair","state":"given"})")},
        {Action::confirm_override, step("confirm-override", R"({"scope":"clair"})")},
        {Action::tell_caller, step("caller-told", R"({"scope":"clair"})")},
        {Action::raise_wall, step("wall", R"({"person":"pa-37-b"})")},
        {Action::set_urgency, step("urgency", R"({"urgency":"prompt","reason":"r"})")},
        {Action::monitor, step("monitor")},
        {Action::close, step("close", R"({"outcome":"information_given","text":"t"})")},
        {Action::reopen, step("reopen", reason)},
        {Action::link, step("link", R"({"to":"REF","kind":"same_matter"})")},
        {Action::link_sides, step("link", R"({"to":"REF","kind":"other_side"})")},
        {Action::receive, step("received")},
        {Action::contact, step("contacted")},
        {Action::help_made_contact, step("help-made-contact", R"({"text":"t"})")},
        {Action::report, step("report", R"({"result":"information_given","text":"t"})")},
        {Action::answer_referral, step("referral-result", R"({"institution":"i","result":"helped"})")},
        {Action::break_glass, step("break-glass", reason)},
    };
}

std::map<Action, Probe> probes_of_the_office() {
    const auto of_self = [](const std::string& name, const std::string& body = "{}") {
        return Probe{"POST", "/api/v1/people/SELF/" + name, body};
    };
    const auto of_another = [](const std::string& name, const std::string& body = "{}") {
        return Probe{"POST", "/api/v1/people/pa-46-a/" + name, body};
    };
    const auto view = [](const std::string& path) { return Probe{"GET", "/api/v1" + path}; };
    return {
        {Action::list_cases, view("/cases")},
        {Action::follow_events, view("/events")},
        {Action::see_alarms, view("/alarms")},
        {Action::log_inquiry, {"POST", "/api/v1/inquiries", "{" + inquiry("") + "}"}},
        {Action::see_self, view("/me")},
        {Action::see_office, view("/desks")},
        {Action::see_ties, view("/people")},
        {Action::be_absent, of_self("absent", R"({"until":")" + a_past + R"("})")},
        {Action::be_present, of_self("present")},
        {Action::hand_over_cases, of_self("hand-over", R"({"to":{},"reason":" "})")},
        {Action::set_reach, of_self("reach", R"({"email":"none"})")},
        {Action::declare_tie, of_self("relate", R"({"with":"nobody","kind":"friend"})")},
        {Action::leave, of_another("left")},
        {Action::keep_roster, of_another("term", R"({"ends":")" + a_past + R"("})")},
        {Action::read_rules, view("/rules")},
        {Action::change_rules, {"POST", "/api/v1/rules/check", "{}"}},
        {Action::simulate_rules, {"POST", "/api/v1/rules/simulations", "{}"}},
        {Action::see_coverage, view("/rules/coverage")},
        {Action::verify_record, view("/record")},
        {Action::back_up, {"POST", "/api/v1/backup", R"({"name":"../x"})"}},
        {Action::watch_delivery, view("/messages?state=failed")},
        {Action::keep_keys, view("/keys")},
        {Action::own_account, view("/sessions")},
        {Action::manage_accounts, of_another("invitation")},
    };
}

std::map<Action, Probe> every_probe() {
    auto out = probes_of_cases();
    out.merge(probes_of_the_office());
    return out;
}

std::string with(std::string text, const std::string& what, const std::string& instead) {
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + instead.size()))
        text.replace(at, what.size(), instead);
    return text;
}

// One person of each role, each with a case that they see as far as their role lets them.
class Door : public OfficeFixture {
public:
    Door() {
        const auto mine = logged("pa-37-a", usual());
        done("pa-37-a", mine, Claim{});
        const auto leaders = passed_to("leader/fr", "sgl-fr-a");
        const auto coordinators = passed_to("coordinator", "pc-a");
        done("pc-a", coordinators, Consult{CounselOf::committee, "How do we go on?"});
        done("pc-b", coordinators, Accept{AnswerTo::committee});
        people_ = {{Role::advisor, {"pa-37-a", mine}},
                   {Role::leader, {"sgl-fr-a", leaders}},
                   {Role::coordinator, {"pc-a", coordinators}},
                   {Role::department, {"staff-a", passed_to("department", "staff-a")}},
                   {Role::committee, {"csc-a", coordinators}},
                   {Role::secretary, {"secretary-a", coordinators}},
                   {Role::administrator, {"admin-a", mine}}};
        for (const auto& [role, one] : people_) passes_.take(http::a_token(one.id, "sodan_" + one.id));
    }

    // All that can be told apart of the answer.
    std::string asked(Role role, const Probe& probe) {
        const auto& [id, ref] = people_.at(role);
        const auto fill = [&](const std::string& text) { return with(with(text, "REF", ref), "SELF", id); };
        const auto target = fill(probe.path), body = fill(probe.body), authorization = "Bearer sodan_" + id;
        auto request = asking(probe.method, target);
        request.body = body;
        request.content_type = "application/json";
        request.authorization = authorization;
        request.address = "127.0.0.1";
        if (probe.method == "POST") request.if_match = "\"999\"";
        const auto answer = answered(request);
        return fmt::format("{} {} {}", answer.status, answer.stream.has_value(), answer.body);
    }
    http::Response answered(http::Request& request) {
        const auto asker = std::make_shared<Answering>();
        auto dispatched = http::dispatch(context_, request, asker);
        return dispatched.response ? *std::move(dispatched.response) : asker->answer();
    }

private:
    struct Somebody {
        std::string id, ref;
    };

    std::string passed_to(const std::string& desk, const std::string& taker) {
        const auto ref = logged("pa-37-a", usual());
        done("pa-37-a", ref, Claim{});
        done("pa-37-a", ref, Offer{desk, {}, "They know more of this.", true});
        done(taker, ref, Accept{});
        return ref;
    }

    std::map<Role, Somebody> people_;
    StandingClock clock_{now};
    http::Log log_{http::Level::error, "/dev/null"};
    http::Metrics metrics_;
    PassBook passes_;
    SignInDelays delays_;
    http::Context context_{
        .store = store(),
        .clock = clock_,
        .log = log_,
        .metrics = metrics_,
        .passes = passes_,
        .delays = delays_,
        .on_hash_slot = [](const auto&) { return false; },
        .endpoint = {.hosts = {"sodan.test"}},
        .limits = {},
        .rules = [this] { return rules(); },
        .texts = [this] { return std::shared_ptr<const Catalogue>(rules(), &rules()->texts()); },
        .rule_folder = []() -> Outcome<routing::RuleFiles> {
            return Refusal{Refusal::Why::rules_not_loaded, {"http.not_json"}};
        },
        .check_rules = [](const auto&, auto, Instant) { return CheckedRules{}; },
        .take_up_rules = [](auto) {},
        .on_the_side = [](const auto&) { return false; },
        .coverage = [] { return boost::json::object{}; },
        .keys = key_ring(),
        .backups = "/nowhere"};
};

Scope& cell(Rights& of, Action action, Role role) {
    return of.at(static_cast<std::size_t>(action)).scope.at(static_cast<std::size_t>(role));
}

// The matrix, but that whoever adds to a case may also come to the desk where inquiries are taken down.
Rights as_they_are(Action action, Role role) {
    auto out = rights;
    if (action == Action::add_inquiry) cell(out, Action::log_inquiry, role) = Scope::office;
    return out;
}

Rights flipped(Rights all, Action action, Role role) {
    auto& one = cell(all, action, role);
    one = one == Scope::none ? Scope::office : Scope::none;
    return all;
}

}  // namespace

TEST_CASE_FIXTURE(Door, "whichever cell of the matrix is flipped, a route answers otherwise") {
    const auto probes = every_probe();
    CHECK(probes.size() == action_count);
    int cells = 0, noticed = 0;
    for (const auto& [action, probe] : probes)
        for (std::size_t number = 0; number < role_count; ++number) {
            const auto role = static_cast<Role>(number);
            CAPTURE(name_of(action));
            CAPTURE(number);
            const auto under = [&](const Rights& some) {
                const RightsInstead instead(some);
                return asked(role, probe);
            };
            const auto usual_rights = as_they_are(action, role);
            under(usual_rights);  // what changes something has changed it by then
            const auto before = under(usual_rights);
            const auto meanwhile = under(flipped(usual_rights, action, role));
            CHECK(under(usual_rights) == before);
            CHECK_MESSAGE(meanwhile != before, before);
            ++cells;
            noticed += meanwhile != before;
        }
    MESSAGE(fmt::format("{} cells flipped, {} noticed in what a route answers", cells, noticed));
    CHECK(noticed == cells);
}

TEST_CASE_FIXTURE(Door, "the figures are for this machine, and elsewhere for whoever shows a token") {
    const auto status = [&](const std::string& address, const std::string& authorization) {
        auto request = asking("GET", "/metrics");
        request.address = address;
        request.authorization = authorization;
        return answered(request).status;
    };
    for (const auto* here : {"127.0.0.1", "::"}) CHECK(status(here, "") == 200);
    CHECK(status("203.0.113.9", "") == 401);
    CHECK(status("2001:db8::", "Bearer sodan_made-up") == 401);
    CHECK(status("203.0.113.9", "Bearer sodan_pa-37-a") == 200);
    auto by_proxy = asking("GET", "/metrics");
    by_proxy.address = "127.0.0.1";
    by_proxy.host = "sodan.test";
    CHECK(answered(by_proxy).status == 401);
}

TEST_CASE_FIXTURE(Door, "whoever asks for no more than the head of the live events opens none") {
    const auto answer = [&](const char* method) {
        auto request = asking(method, "/api/v1/events");
        request.authorization = "Bearer sodan_pa-37-a";
        return answered(request);
    };
    CHECK(answer("GET").stream.has_value());
    const auto head = answer("HEAD");
    CHECK_FALSE(head.stream.has_value());
    CHECK(head.type == "text/event-stream");
}
