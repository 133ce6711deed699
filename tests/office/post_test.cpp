#include "office/post.h"
#include "office/alarm_board.h"
#include "office/people_views.h"

#include "office_fixture.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

using namespace sodan;
using namespace sodan::office;
using namespace std::chrono_literals;
using domain::Urgency, domain::Way;
using How = Carried::How;

namespace {

// The office with a post, and a carrier that the test tells what to do.
struct PostFixture : OfficeFixture {
    PostOffice post{};
    Instant at_work_since{};
    std::vector<LetterRow> sent{}, tried{};
    std::function<Carried(const LetterRow&)> carrier = [](const LetterRow&) {
        return Carried{How::sent, ""};
    };
    Compose compose = [](const Letter& letter) {
        std::string out;
        for (const auto& line : letter.lines)
            out += fmt::format("{} {} {}\n", line.kind, to_string(line.ref), code(line.urgency));
        return out;
    };

    void step(const std::function<Outcome<Written>(Reading&)>& decide) {
        REQUIRE(decided("pc-a", [&](const Acting& acting) { return decide(acting.reading); }));
    }
    void spread_and_pack() {
        step([&](Reading& r) { return spread(r, post, now, 100); });
        step([&](Reading& r) { return office::pack(r, compose, now, 500); });
        step([&](Reading& r) { return follow(r, post, now); });
        std::vector<std::int64_t> unreached;
        step([&](Reading& r) {
            unreached = r.letters().unreached(100);
            return Written{};
        });
        for (const auto message : unreached)
            REQUIRE(decided("pc-a", [&](const Acting& acting) {
                return answer_for(acting.reading, acting.rules, now, message);
            }));
    }
    std::vector<LetterRow> taken_out(Way way) {
        std::vector<LetterRow> out;
        step([&](Reading& r) {
            auto set = set_out(r, way, {}, now, 100);
            out = std::move(set.letters);
            return std::move(set.written);
        });
        return out;
    }
    void carry(const LetterRow& letter) {
        tried.push_back(letter);
        const auto how = carrier(letter);
        if (how.how == How::sent) sent.push_back(letter);
        step([&](Reading& r) { return settle(r, letter.id, how, now, at_work_since); });
    }
    // Everything that the daemon does, until nothing is left to do at this moment.
    void deliver() {
        for (int i = 0; i < 8; ++i) {
            spread_and_pack();
            for (const auto way : {Way::email, Way::webhook})
                for (auto letters = taken_out(way); !letters.empty(); letters = taken_out(way))
                    for (const auto& letter : letters) carry(letter);
        }
    }
    std::vector<std::string> readers() const {
        std::vector<std::string> out;
        for (const auto& letter : sent) out.push_back(letter.person);
        std::ranges::sort(out);
        out.erase(std::ranges::unique(out).begin(), out.end());
        return out;
    }
    PostFigures figures() {
        PostFigures out;
        step([&](Reading& r) {
            out = r.letters().figures();
            return Written{};
        });
        return out;
    }
    void reach(const std::string& who, SetReach how) { REQUIRE(changes("pc-a", who, std::move(how))); }

    static LogInquiry urgent() {
        auto out = usual();
        out.danger = domain::Danger::urgent;
        return out;
    }
    static LogInquiry immediate() {
        auto out = usual();
        out.danger = domain::Danger::immediate;
        return out;
    }
    static LogInquiry routine() { return usual(); }
    // At its advisors' desk: what is logged as immediate begins with the coordinators.
    std::string raised_to_immediate() {
        const auto ref = logged("pa-37-a", urgent());
        done("pa-37-a", ref, office::Urgency{domain::Urgency::immediate, "It became worse."});
        return ref;
    }
};

using Ids = std::vector<std::string>;

// Nobody of these can be reached; whoever else there is can.
std::function<Carried(const LetterRow&)> bouncing(Ids begins) {
    return [begins](const LetterRow& letter) {
        const bool bounces =
            std::ranges::any_of(begins, [&](const auto& one) { return letter.person.starts_with(one); });
        return bounces ? Carried{How::never, "smtp_550"} : Carried{How::sent, ""};
    };
}

bool contains(const Ids& all, std::string_view one) { return std::ranges::find(all, one) != all.end(); }

}  // namespace

TEST_CASE_FIXTURE(PostFixture, "an urgent case reaches everybody at its desk at once, one letter each") {
    const auto ref = logged("pa-37-a", urgent());
    deliver();
    for (const auto* who : {"pa-37-a", "pa-37-b", "pa-37-j"}) CHECK(contains(readers(), who));
    const auto before = sent.size();
    deliver();
    pass(24h);
    CHECK(std::ranges::all_of(
        sent, [&](const auto& letter) { return letter.bytes.find(ref) != letter.bytes.npos; }));
    CHECK(before == sent.size());
}

TEST_CASE_FIXTURE(PostFixture, "an absent advisor and one who is walled are not told") {
    REQUIRE(changes("pa-37-a", "pa-37-a", Absent{}));
    auto inquiry = urgent();
    inquiry.excludes = {"PA-B of 37"};
    logged("pc-a", inquiry);
    deliver();
    CHECK_FALSE(contains(readers(), "pa-37-a"));
    CHECK_FALSE(contains(readers(), "pa-37-b"));
    CHECK(contains(readers(), "pa-37-j"));
}

TEST_CASE_FIXTURE(PostFixture,
                  "a wall that is raised while a letter waits takes the letter back, and no other") {
    const auto ref = logged("pa-37-a", urgent());
    spread_and_pack();
    done("pa-37-a", ref, Wall{"pa-37-b", "A friend of the caller."});
    deliver();
    CHECK_FALSE(contains(readers(), "pa-37-b"));
    CHECK(contains(readers(), "pa-37-j"));
}

TEST_CASE_FIXTURE(PostFixture, "what does not press is gathered, and comes in one letter") {
    for (int i = 0; i < 3; ++i) logged("pa-37-a", routine());
    deliver();
    CHECK(sent.empty());
    now = *parse_instant("2026-10-05T13:00:00+09:00");
    deliver();
    const auto mine = std::ranges::count(sent, "pa-37-b", &LetterRow::person);
    CHECK(mine == 1);
    CHECK(std::ranges::count(sent.front().bytes, '\n') == 3);
}

TEST_CASE_FIXTURE(PostFixture,
                  "a refusal for now is tried again with the same bytes, after ever longer pauses") {
    logged("pa-37-a", urgent());
    int refusals = 0;
    carrier = [&](const LetterRow& letter) {
        if (letter.person == "pa-37-b" && refusals < 4) return ++refusals, Carried{How::later, "smtp_450"};
        return Carried{How::sent, ""};
    };
    std::vector<Instant> at;
    for (int i = 0; i < 600 && !contains(readers(), "pa-37-b"); ++i, now += 1s) {
        const auto before = refusals;
        deliver();
        if (refusals > before) at.push_back(now);
    }
    CHECK(contains(readers(), "pa-37-b"));
    REQUIRE(at.size() >= 3);
    std::map<std::int64_t, std::string> bytes;
    for (const auto& letter : tried)
        CHECK(bytes.try_emplace(letter.id, letter.bytes).first->second == letter.bytes);
}

TEST_CASE("pauses double, end at a bound, and differ from letter to letter") {
    CHECK(pause_after(1, true, "a") >= 15s);
    CHECK(pause_after(1, true, "a") < 20s);
    CHECK(pause_after(3, false, "a") >= 120s);
    CHECK(pause_after(100, false, "a") >= 30min);
    CHECK(pause_after(100, false, "a") < 38min);
    CHECK(pause_after(100, true, "a") < 7min);
    int different = 0;
    for (int i = 0; i < 20; ++i)
        different += pause_after(5, false, std::to_string(i)) != pause_after(5, false, "a");
    CHECK(different > 15);
}

TEST_CASE_FIXTURE(PostFixture, "a letter that cannot be delivered for two days has failed") {
    const auto ref = logged("pa-37-a", urgent());
    carrier = [](const LetterRow&) { return Carried{How::later, "curl_7"}; };
    for (int i = 0; i < 51; ++i, now += 1h) deliver();
    CHECK(figures().failed > 0);
    CHECK(state(ref).memory.desk == "coordinator");
}

TEST_CASE_FIXTURE(PostFixture, "an address that bounces leads to the person's other way") {
    post.webhooks = {"pager"};
    reach("pa-37-b", {.email = "gone@example.invalid", .webhook = "pager"});
    carrier = [](const LetterRow& letter) {
        return letter.to == "gone@example.invalid" ? Carried{How::never, "smtp_550"} : Carried{How::sent, ""};
    };
    logged("pa-37-a", routine());
    now = *parse_instant("2026-10-05T13:00:00+09:00");
    deliver();
    const auto found = std::ranges::find(sent, "pager", &LetterRow::to);
    REQUIRE(found != sent.end());
    CHECK(found->way == Way::webhook);
    CHECK(found->person == "pa-37-b");
}

TEST_CASE_FIXTURE(PostFixture, "danger comes by every way a person has") {
    post.webhooks = {"pager"};
    reach("pa-37-b", {.email = "pa-37-b@example.org", .webhook = "pager"});
    logged("pa-37-a", urgent());
    deliver();
    CHECK(std::ranges::count(sent, "pager", &LetterRow::to) > 0);
    CHECK(std::ranges::count(sent, "pa-37-b@example.org", &LetterRow::to) > 0);
}

TEST_CASE_FIXTURE(PostFixture, "where nobody of the desk can be reached, the case climbs at once, once") {
    carrier = [](const LetterRow& letter) {
        return letter.person.starts_with("pa-37") ? Carried{How::never, "smtp_550"} : Carried{How::sent, ""};
    };
    const auto ref = logged("pa-37-a", urgent());
    deliver();
    CHECK(state(ref).memory.desk == "coordinator");
    CHECK(std::ranges::any_of(readers(), [](const auto& who) { return who.starts_with("pc-"); }));
    const auto told_of_climbing = std::ranges::count(told(ref), "desk:coordinator escalated");
    CHECK(told_of_climbing == 1);
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(PostFixture, "one of the desk who can be reached is enough: the case stays") {
    carrier = [](const LetterRow& letter) {
        return letter.person == "pa-37-a" || letter.person == "pa-37-b" ? Carried{How::never, "smtp_550"}
                                                                        : Carried{How::sent, ""};
    };
    const auto ref = logged("pa-37-a", urgent());
    deliver();
    CHECK(state(ref).memory.desk == "advisor/37");
    CHECK(figures().failed == 2 * std::ranges::count(told(ref), "desk:advisor/37 new_case"));
}

TEST_CASE_FIXTURE(PostFixture, "a holder who cannot be reached is answered for by the desk") {
    const auto ref = logged("pa-37-a", urgent());
    done("pa-37-a", ref, Claim{});
    deliver();
    carrier = [](const LetterRow& letter) {
        return letter.person == "pa-37-a" ? Carried{How::never, "smtp_550"} : Carried{How::sent, ""};
    };
    auto again = urgent();
    again.case_ = ref;
    logged("pa-37-b", again);
    deliver();
    CHECK(contains(told(ref), "desk:advisor/37 not_reached"));
    CHECK(state(ref).memory.holder == "pa-37-a");
}

TEST_CASE_FIXTURE(PostFixture, "where nobody at all can be reached, everything ends, and is shown") {
    carrier = [](const LetterRow&) { return Carried{How::never, "smtp_550"}; };
    const auto ref = logged("pa-37-a", urgent());
    deliver();
    const auto messages = told(ref).size();
    deliver();
    CHECK(told(ref).size() == messages);
    CHECK(figures().queued == 0);
    CHECK(seen("pc-a", view_failed_messages).at("items").as_array().size() > 2);
}

// On Mondays by day PC-A has the duty, and PC-C is the deputy.
TEST_CASE_FIXTURE(PostFixture, "an alert that reaches nobody on duty goes on to all coordinators") {
    carrier = bouncing({"pc-a", "pc-c"});
    const auto ref = raised_to_immediate();
    deliver();
    CHECK(state(ref).memory.desk == "advisor/37");
    for (const auto* who : {"pc-b", "pc-d", "pc-h"}) CHECK(contains(readers(), who));
    CHECK_FALSE(contains(readers(), "staff-a"));
    CHECK(std::ranges::count(told(ref), "desk:coordinator urgent_alert") == 1);
}

TEST_CASE_FIXTURE(PostFixture, "where no coordinator is reached, the department hears of the danger") {
    carrier = bouncing({"pc-"});
    auto inquiry = immediate();
    inquiry.excludes = {"STAFF-B"};
    const auto ref = logged("pa-37-a", inquiry);
    deliver();
    for (const auto* who : {"staff-a", "staff-c"}) CHECK(contains(readers(), who));
    CHECK_FALSE(contains(readers(), "staff-b"));
    CHECK(std::ranges::count(told(ref), "desk:department urgent_alert") == 1);
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(PostFixture, "danger is for two people: where one of the pair is not reached, all hear") {
    for (const auto* one : {"pc-a", "pc-c"}) {
        CAPTURE(one);
        sent.clear();
        carrier = bouncing({one});
        const auto ref = logged("pa-37-a", immediate());
        deliver();
        CHECK(contains(readers(), "pc-b"));
        CHECK(std::ranges::count(told(ref), "desk:coordinator urgent_alert") == 1);
    }
}

TEST_CASE_FIXTURE(PostFixture,
                  "where the department is not reached either, it ends, and the case stands on the board") {
    carrier = bouncing({"pc-", "staff-"});
    const auto ref = raised_to_immediate();
    deliver();
    const auto messages = told(ref).size();
    deliver();
    CHECK(told(ref).size() == messages);
    CHECK(state(ref).memory.alarms == 1);
    CHECK(figures().reached_nobody == 0);  // its advisors were told
}

TEST_CASE_FIXTURE(PostFixture,
                  "an urgent case of which nobody heard stands on the board, and in the figures") {
    carrier = bouncing({""});
    const auto ref = logged("pa-37-a", urgent());
    deliver();
    CHECK(seen("pc-a", [](const Viewing& v) { return view_alarms(v); }).at("total").as_int64() == 1);
    CHECK(state(ref).memory.alarms == 1);
    CHECK(figures().reached_nobody > 0);
    carrier = bouncing({});
    const auto failed = seen("pc-a", view_failed_messages).at("items").as_array();
    const auto message = failed.at(0).at("message").as_int64();
    REQUIRE(decided("pc-a", [&](const Acting& acting) { return send_again(acting, message); }));
    now += 1ms;
    deliver();
    CHECK(figures().reached_nobody == 0);
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(PostFixture, "the board comes page by page, the figures of all of it with each") {
    carrier = bouncing({""});
    for (int i = 0; i < 3; ++i) logged("pa-37-a", urgent());
    deliver();
    std::set<std::string> refs;
    AlarmsRequest asked{.limit = "2"};
    for (int page = 0; page < 2; ++page) {
        const auto shown = seen("pc-a", [&](const Viewing& v) { return view_alarms(v, asked); });
        CHECK(shown.at("total").as_int64() == 3);
        CHECK(shown.at("items").as_array().size() == (page == 0 ? 2 : 1));
        for (const auto& one : shown.at("items").as_array())
            refs.emplace(one.at("case").at("ref").as_string());
        asked.cursor = std::string(shown.at("next").as_string());
    }
    CHECK(refs.size() == 3);
    CHECK(asked.cursor == "");
}

TEST_CASE_FIXTURE(PostFixture, "the same message that fails again after it was sent again hinders nobody") {
    carrier = bouncing({"pc-a", "pc-c"});
    logged("pa-37-a", immediate());
    deliver();
    std::set<std::int64_t> failed;
    const auto shown = seen("pc-a", view_failed_messages);
    for (const auto& one : shown.at("items").as_array()) failed.insert(one.at("message").as_int64());
    for (const auto message : failed)
        REQUIRE(decided("pc-a", [&](const Acting& acting) { return send_again(acting, message); }));
    now += 1ms;
    deliver();
    step([&](Reading& r) {
        CHECK(r.letters().unreached(10).empty());
        return Written{};
    });
}

TEST_CASE_FIXTURE(PostFixture,
                  "two days are two days of trying: after a long stop one refusal is not for good") {
    logged("pa-37-a", urgent());
    carrier = [](const LetterRow&) { return Carried{How::later, "smtp_450"}; };
    deliver();
    now += 72h;
    at_work_since = now;
    deliver();
    CHECK(figures().failed == 0);
    CHECK(figures().deferred > 0);
    for (int i = 0; i < 15; ++i, now += 5min) deliver();  // often, but not for long
    CHECK(figures().failed == 0);
    for (int i = 0; i < 3; ++i, now += 1h) deliver();
    CHECK(figures().failed > 0);
}

TEST_CASE_FIXTURE(PostFixture, "however many letters wait for one address, they hide no other") {
    post.webhooks = {"hangs", "pager"};
    post.email = false;
    reach("pa-37-b", {.webhook = "hangs"});
    for (int i = 0; i < 40; ++i) logged("pa-37-a", urgent());
    step([&](Reading& r) { return spread(r, post, now, 1000); });
    step([&](Reading& r) { return office::pack(r, compose, now, 1000); });
    now += 1min;
    reach("pa-37-a", {.webhook = "pager"});
    for (int i = 0; i < 3; ++i) logged("pa-37-b", urgent());
    step([&](Reading& r) { return spread(r, post, now, 1000); });
    step([&](Reading& r) { return office::pack(r, compose, now, 1000); });
    std::vector<std::string> to;
    step([&](Reading& r) {
        auto set = set_out(r, Way::webhook, {"hangs"}, now, 4);
        for (const auto& one : set.letters) to.push_back(one.to);
        return std::move(set.written);
    });
    CHECK(to == std::vector<std::string>{"pager"});
}

TEST_CASE_FIXTURE(PostFixture, "what failed is sent again when the address is mended") {
    carrier = [](const LetterRow& letter) {
        return letter.to == "pa-37-b@example.org" ? Carried{How::never, "smtp_550"} : Carried{How::sent, ""};
    };
    logged("pa-37-a", urgent());
    deliver();
    CHECK_FALSE(contains(readers(), "pa-37-b"));
    const auto failed = seen("pc-a", view_failed_messages).at("items").as_array();
    REQUIRE(!failed.empty());
    const auto message = failed.at(0).at("message").as_int64();
    CHECK(failed.at(0).at("to").as_string() == "PA-B of 37");
    reach("pa-37-b", {.email = "new@example.org"});
    const auto again = [&](const char* who) {
        return decided(who, [&](const Acting& acting) { return send_again(acting, message); });
    };
    CHECK_FALSE(again("pa-37-a"));
    REQUIRE(again("pc-a"));
    now += 1ms;
    deliver();
    CHECK(contains(readers(), "pa-37-b"));
    CHECK_FALSE(again("pc-a"));
}

TEST_CASE_FIXTURE(PostFixture, "a message that cannot be written takes none of the others with it") {
    compose = [](const Letter& letter) -> std::string {
        for (const auto& line : letter.lines)
            if (line.kind == "released") throw std::runtime_error("poison");
        return "bytes";
    };
    const auto ref = logged("pa-37-a", routine());
    done("pa-37-b", ref, Claim{});
    done("pa-37-b", ref, Release{"Too much."});
    now = *parse_instant("2026-10-05T13:00:00+09:00");
    deliver();
    CHECK(contains(readers(), "pa-37-b"));
    const auto failed = seen("pc-a", view_failed_messages).at("items").as_array();
    CHECK(failed.size() == 3);
    for (const auto& one : failed) CHECK(one.at("why").as_string() == "poison");
}

TEST_CASE_FIXTURE(PostFixture,
                  "a stop between any two steps loses nothing, and sends nothing with other bytes") {
    const auto ref = logged("pa-37-a", urgent());
    for (int stop = 0; stop < 3; ++stop) {
        if (stop > 0) step([&](Reading& r) { return spread(r, post, now, 100); });
        if (stop > 1) step([&](Reading& r) { return office::pack(r, compose, now, 500); });
        open_again();
    }
    const auto lost = taken_out(Way::email);  // set out, and then the daemon was killed
    CHECK(lost.size() >= 3);
    open_again();
    deliver();
    CHECK(std::ranges::none_of(sent, [&](const auto& one) { return one.id == lost.front().id; }));
    now += 1min;
    deliver();
    for (const auto& letter : lost) {
        const auto again = std::ranges::find(sent, letter.id, &LetterRow::id);
        REQUIRE(again != sent.end());
        CHECK(again->bytes == letter.bytes);
        CHECK(again->key == letter.key);
    }
    CHECK(seen("pa-37-a", [&](const Viewing& v) { return view_messages(v, *domain::CaseRef::parse(ref)); })
              .at("items")
              .as_array()
              .at(0)
              .as_object()
              .contains("sent_at"));
}

TEST_CASE_FIXTURE(PostFixture, "how one is reached is shown to oneself and to those who keep the office") {
    const auto person = [&](const char* who, const char* whom) {
        const auto people =
            seen(who, [](const Viewing& v) { return view_people(v, {}); }).at("items").as_array();
        return *std::ranges::find_if(people,
                                     [&](const auto& one) { return one.at("id").as_string() == whom; });
    };
    CHECK(person("pa-37-a", "pa-37-a").as_object().contains("reach"));
    CHECK(person("pc-a", "pa-37-a").as_object().contains("reach"));
    CHECK_FALSE(person("pa-37-b", "pa-37-a").as_object().contains("reach"));
    CHECK_FALSE(changes("pa-37-b", "pa-37-a", SetReach{}));
    CHECK(changes("pa-37-a", "pa-37-a", SetReach{.email = "me@example.org"}));
    CHECK_FALSE(changes("pa-37-a", "pa-37-a", SetReach{.email = "a@example.org\r\nBcc: b@example.org"}));
}
