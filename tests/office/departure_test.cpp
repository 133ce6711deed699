#include "office_fixture.h"

#include "office/people_views.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <map>

using namespace sodan;
using namespace sodan::office;
using namespace std::chrono_literals;
namespace json = boost::json;

namespace {

struct Leaver : OfficeFixture {
    std::vector<std::string> refs;
    Leaver() {
        for (int i = 0; i < 4; ++i) {
            refs.push_back(logged("pa-37-a", usual()));
            done("pa-37-a", refs.back(), Claim{});
            done("pa-37-a", refs.back(), Contacted{});
        }
        done("pa-37-a", refs[1], Wait{WaitingFor::caller, now + 48h, {}});
        done("pa-37-a", refs[2], Monitor{now + 240h, {}});
        done("pa-37-a", refs[3], Offer{"coordinator", {}, "A second opinion.", true});
    }
    json::object handed(const std::string& by, const HandOver& asked) {
        const auto answer = changes(by, "pa-37-a", asked);
        REQUIRE_MESSAGE(answer, (answer ? "" : answer.refusal().message.key));
        return json::parse(answer->body).at("hand_over").as_object();
    }
    std::string refused_key(const HandOver& asked) {
        const auto answer = changes("pc-a", "pa-37-a", asked);
        return answer ? "" : answer.refusal().message.key;
    }
    json::object preview(const std::string& by) {
        return seen(by, [](const Viewing& v) { return view_hand_over(v, "pa-37-a"); });
    }
    json::object item(const json::object& from, const std::string& ref) {
        for (const auto& one : from.at("items").as_array())
            if (one.at("ref").as_string() == ref) return one.as_object();
        return {};
    }
    std::size_t waiting_at(const std::string& desk) {
        return static_cast<std::size_t>(std::ranges::count_if(refs, [&](const auto& ref) {
            const auto now_at = state(ref);
            return now_at.custody == chain::Custody::queued && now_at.memory.desk == desk;
        }));
    }
};

}  // namespace

TEST_CASE_FIXTURE(Leaver,
                  "held, waiting, monitored and offered cases all go on in one step, and none is lost") {
    CHECK(preview("pc-a").at("cases_in") == 4);
    const auto out = handed("pc-a", HandOver{{}, {}, "The term ends."});
    CHECK(out.at("cases_in") == 4);
    CHECK(out.at("cases_out") == 4);
    CHECK(waiting_at("advisor/37") == 4);
    for (const auto& ref : refs) {
        CHECK_FALSE(state(ref).memory.holder.has_value());
        CHECK(state(ref).memory.due.has_value());
        CHECK(state(ref).memory.meant_for != "pa-37-a");
    }
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(Leaver, "handing over again hands over nothing more") {
    handed("pa-37-a", HandOver{{}, {}, "The term ends."});
    const auto again = handed("pa-37-a", HandOver{{}, {}, "The term ends."});
    CHECK(again.at("cases_in") == 0);
    CHECK(again.at("cases_out") == 0);
}

TEST_CASE_FIXTURE(Leaver, "the cases are spread by the rules, and each is for whoever was named") {
    const auto out = handed("pc-a", HandOver{{{refs[0], "PA-J of 37"}}, {}, "The term ends."});
    CHECK(item(out, refs[0]).at("person") == "pa-37-j");
    CHECK(item(out, refs[0]).at("how") == "as_chosen");
    std::vector<std::string> others;
    for (const auto& ref : {refs[1], refs[2], refs[3]})
        others.emplace_back(item(out, ref).at("person").as_string());
    CHECK(std::ranges::count(others, "pa-37-b") > 0);
    CHECK(std::ranges::count(others, "pa-37-j") > 0);
    CHECK(told(refs[0]).back() == "desk:advisor/37 handed_over");
}

TEST_CASE_FIXTURE(Leaver,
                  "a case can be for somebody of another desk, unless the caller does not want that desk") {
    done("pa-37-a", refs[0], Consent{domain::ConsentScope::coordinator, domain::ConsentState::refused, {}});
    const auto out = handed("pc-a", HandOver{{}, "pc-b", "The term ends."});
    CHECK(item(out, refs[0]).at("how") == "no_consent");
    CHECK(state(refs[0]).memory.desk == "advisor/37");
    CHECK_FALSE(state(refs[0]).memory.meant_for.has_value());
    CHECK(state(refs[1]).memory.desk == "coordinator");
    CHECK(state(refs[1]).memory.meant_for == "pc-b");
}

TEST_CASE_FIXTURE(Leaver, "what a walled or an absent person cannot have waits at its desk with the reason") {
    done("pa-37-a", refs[0], Wall{"pa-37-b", "A friend of the caller's."});
    const auto out = handed("pc-a", HandOver{{}, "pa-37-b", "The term ends."});
    CHECK(item(out, refs[0]).at("how") == "cannot_act");
    CHECK_FALSE(state(refs[0]).memory.meant_for.has_value());
    CHECK(item(out, refs[1]).at("how") == "as_chosen");
    const auto messages = told(refs[0]);
    CHECK(std::ranges::count(messages, "person:pa-37-b handed_over") == 0);
}

TEST_CASE_FIXTURE(Leaver, "where nobody of the desk is left the case goes where the rules say") {
    for (const auto* id : {"pa-37-b", "pa-37-j"}) REQUIRE(changes("pc-a", id, Left{}));
    const auto out = handed("pc-a", HandOver{{}, {}, "The term ends."});
    CHECK(item(out, refs[0]).at("how") == "desk_is_empty");
    CHECK(state(refs[0]).memory.desk != "advisor/37");
    CHECK(out.at("cases_in") == out.at("cases_out"));
}

TEST_CASE_FIXTURE(Leaver, "a case behind a wall goes on, and whoever is walled hears nothing of it") {
    done("pa-37-a", refs[0], Wall{"pc-a", "A friend of the caller's."});
    CHECK(preview("pc-a").at("cases_in") == 3);
    const auto out = handed("pc-a", HandOver{{}, {}, "The term ends."});
    CHECK(out.at("cases_in") == 3);
    CHECK(out.at("cases_out") == 3);
    CHECK(item(out, refs[0]).empty());
    CHECK(state(refs[0]).custody == chain::Custody::queued);
}

TEST_CASE_FIXTURE(Leaver, "whoever is walled from a case neither sends it anywhere nor learns whose it is") {
    done("pa-37-a", refs[0], Wall{"pc-a", "A friend of the caller's."});
    CHECK(refused_key(HandOver{{{refs[0], "pa-37-j"}}, {}, "r"}) == "hand_over.not_theirs");
    const auto leaving = [&](const std::string& by) {
        return seen(by, [](const Viewing& v) { return view_people(v, {.leaving = "300"}); })
            .at("items")
            .as_array();
    };
    REQUIRE(changes("staff-a", "pa-37-a", SetTerm{{}, now + 240h}));
    for (const auto& [by, cases] : std::map<std::string, int>{{"pc-a", 3}, {"staff-a", 4}}) {
        const auto all = leaving(by);
        const auto* found =
            std::ranges::find_if(all, [](const auto& one) { return one.at("id").as_string() == "pa-37-a"; });
        REQUIRE(found != all.end());
        CHECK(found->at("holds").as_int64() == cases);
    }
    handed("pc-a", HandOver{{}, "pc-b", "The term ends."});
    CHECK(state(refs[0]).memory.meant_for != "pc-b");
    CHECK(state(refs[0]).memory.desk == "advisor/37");
    CHECK(state(refs[1]).memory.meant_for == "pc-b");
}

TEST_CASE_FIXTURE(Leaver, "an administrator hands over by count: no case is named to whoever reads none") {
    const auto before = preview("admin-a");
    CHECK(before.at("cases_in") == 4);
    CHECK(before.at("items").as_array().empty());
    const auto answer = changes("admin-a", "pa-37-a", HandOver{{{refs[0], "pa-37-j"}}, {}, "r"});
    CHECK(answer.refusal().message.key == "hand_over.not_theirs");
    const auto out = handed("admin-a", HandOver{{}, "pa-37-b", "The term ends."});
    CHECK(out.at("cases_out") == 4);
    CHECK(out.at("items").as_array().empty());
    CHECK(state(refs[0]).memory.meant_for == "pa-37-b");
}

TEST_CASE_FIXTURE(Leaver,
                  "a hand-over without a reason, of a case that is not theirs, or to nobody is refused") {
    CHECK(refused_key(HandOver{{}, {}, " "}) == "command.say_why");
    CHECK(refused_key(HandOver{{{"7KQF-2M9X-C", "pa-37-b"}}, {}, "r"}) == "hand_over.not_theirs");
    CHECK(refused_key(HandOver{{{refs[0], "nobody"}}, {}, "r"}) == "hand_over.nobody_of_that_name");
    CHECK(refused_key(HandOver{{}, "pa-37-a", "r"}) == "hand_over.nobody_of_that_name");
    CHECK(changes("pa-37-b", "pa-37-a", HandOver{{}, {}, "r"}).refusal().why == Refusal::Why::not_allowed);
}

TEST_CASE_FIXTURE(Leaver, "removing a person who holds cases hands them over and says where each went") {
    const auto answer = changes("pc-a", "pa-37-a", Left{});
    REQUIRE(answer);
    const auto out = json::parse(answer->body).at("hand_over").as_object();
    CHECK(out.at("cases_in") == 4);
    CHECK(out.at("cases_out") == 4);
    CHECK(waiting_at("advisor/37") == 4);
}

TEST_CASE_FIXTURE(Leaver, "offers that wait for the leaver's answer go back to their senders") {
    const auto ref = logged("pa-33100-a", [] {
        auto out = OfficeFixture::usual();
        out.host = "33100";
        return out;
    }());
    done("pa-33100-a", ref, Claim{});
    done("pa-33100-a", ref, Offer{"advisor/37", "pa-37-a", "The caller has moved.", true});
    REQUIRE(changes("pc-a", "pa-37-a", Left{}));
    CHECK(state(ref).custody == chain::Custody::held);
    CHECK(state(ref).memory.holder == "pa-33100-a");
    CHECK(told(ref).back() == "person:pa-33100-a declined");
}
