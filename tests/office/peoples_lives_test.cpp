// Random lives of an office whose people come, go, are away and hand over: no case is lost on the way.

#include "office_fixture.h"

#include "office/recipients.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <random>
#include <set>

using namespace sodan;
using namespace sodan::office;
using namespace std::chrono_literals;
namespace json = boost::json;

namespace {

const std::vector<std::string> cast{"pa-37-a", "pa-37-b", "pa-37-j", "pa-33100-a", "pa-33100-b",
                                    "pc-a",    "pc-b",    "pc-c",    "sgl-fr-a",   "sgl-fr-b"};

class Life : public OfficeFixture {
public:
    explicit Life(unsigned seed) : dice_(seed) {}

    void step() {
        switch (dice_() % 16) {
            case 0: return open();
            case 1: return with_a_case(Claim{});
            case 2: return with_a_case(Offer{any(desks_), {}, "r", true});
            case 3: return with_a_case(Accept{});
            case 4: return with_a_case(Wall{any(cast), "r"});
            case 5: return with_a_case(Escalate{"r"});
            case 6: return with_a_case(Monitor{now + 24h, {}});
            case 7: return person(Absent{now, now + hours(96), any(cast)});
            case 8: return person(Absent{now + hours(24), {}, {}});
            case 9: return person(dice_() % 3 == 0 ? PersonCommand(Left{}) : PersonCommand(Present{}));
            case 10: return person(SetTerm{{}, now + hours(200)});
            case 11:
            case 12: return with_a_case(Claim{});
            case 13: return person(HandOver{{}, any(cast), "r"});
            case 14: return person(HandOver{{}, {}, "r"});
            default: return pass(hours(30));
        }
    }

    const std::vector<std::string>& refs() const { return refs_; }
    int handed_over() const { return handed_over_; }

private:
    std::chrono::hours hours(int most) {
        return std::chrono::hours(1 + static_cast<int>(dice_() % static_cast<unsigned>(most)));
    }
    const std::string& any(const std::vector<std::string>& of) { return of[dice_() % of.size()]; }
    void open() { refs_.push_back(logged("pc-d", usual())); }
    void with_a_case(const CaseCommand& command) {
        if (refs_.empty()) return;
        const auto& ref = any(refs_);
        static_cast<void>(does(who_may(ref), ref, command));
    }
    // Mostly somebody who has something to do with the case, or else nearly everything would be refused.
    std::string who_may(const std::string& ref) {
        const auto memory = state(ref).memory;
        if (memory.holder && !memory.offered_to && dice_() % 4 != 0) return *memory.holder;
        const auto at = memory.offered_to ? memory.offered_to->desk : memory.desk;
        const auto there = office()->members(*domain::Desk::parse(at));
        return there.empty() || dice_() % 4 == 0 ? any(cast) : there[dice_() % there.size()]->id;
    }
    // Mostly somebody who holds a case.
    std::string whom() {
        const auto held = refs_.empty() ? std::nullopt : state(any(refs_)).memory.holder;
        return held && dice_() % 2 == 0 ? *held : any(cast);
    }
    // A hand-over's own count must agree.
    void person(const PersonCommand& command) {
        const auto answer = changes("pc-d", whom(), command);
        if (!answer) return;
        const auto body = json::parse(answer->body);
        if (const auto* out = body.as_object().if_contains("hand_over")) count(*out);
    }
    void count(const json::value& hand_over) {
        CHECK(hand_over.at("cases_in") == hand_over.at("cases_out"));
        handed_over_ += hand_over.at("cases_in").to_number<int>();
    }

    std::mt19937 dice_;
    std::vector<std::string> refs_{};
    int handed_over_ = 0;
    std::vector<std::string> desks_{"advisor/37", "advisor/33100", "coordinator", "department", "leader/fr"};
};

bool contains(const std::vector<std::string>& people, const std::optional<std::string>& one) {
    return one && std::ranges::find(people, *one) != people.end();
}

void nobody_walled_has_it(Life& life, const std::string& ref) {
    const auto memory = life.state(ref).memory;
    CHECK_FALSE(contains(memory.walls, memory.holder));
    CHECK_FALSE(contains(memory.walls, memory.meant_for));
    if (memory.offered_to) CHECK_FALSE(contains(memory.walls, memory.offered_to->person));
    for (const auto& walled : memory.walls) {
        CHECK_FALSE(life.sees(walled, ref));
        for (const auto& recipient : {"desk:" + memory.desk, "person:" + memory.holder.value_or("pc-a"),
                                      std::string("duty:coordinator")})
            CHECK_FALSE(contains(reached_by(*life.office(), recipient, memory.walls, life.now), walled));
    }
}

// A person who is of the office, or a desk and a date by which the clock takes it on.
void somebody_has_it(Life& life, const std::string& ref) {
    const auto state = life.state(ref);
    if (state.custody == chain::Custody::closed) return;
    CHECK_FALSE(state.memory.desk.empty());
    CHECK(state.memory.due.has_value());
    if (!state.memory.holder) return;
    const auto office = life.office();
    CHECK_FALSE(has_left(*office->person(*state.memory.holder), life.now));
}

// When everybody falls silent, it ends where somebody is reached or where the alarm rings.
void ends_with_somebody(Life& life, const std::string& ref) {
    const auto memory = life.state(ref).memory;
    const auto recipient = memory.holder ? "person:" + *memory.holder : "desk:" + memory.desk;
    const bool is_reached = !reached_by(*life.office(), recipient, memory.walls, life.now).empty();
    CHECK((is_reached || memory.alarms > 0));
}

}  // namespace

TEST_CASE("whoever comes, goes, is away or hands over, no case is lost and nobody walled is reached") {
    int handed_over = 0, walls = 0;
    for (unsigned seed = 1; seed <= 25; ++seed) {
        INFO("seed ", seed);
        Life life(seed);
        for (int i = 0; i < 120; ++i) {
            life.step();
            life.keep_peoples_time();
            for (const auto& ref : life.refs()) somebody_has_it(life, ref);
        }
        for (const auto& ref : life.refs()) {
            nobody_walled_has_it(life, ref);
            walls += static_cast<int>(life.state(ref).memory.walls.size());
        }
        handed_over += life.handed_over();
        const auto proof = life.proof();
        CHECK(proof.at("differences").as_array().empty());
        CHECK(proof.at("cases") == life.refs().size());
        life.pass(24h * 30);
        for (const auto& ref : life.refs()) ends_with_somebody(life, ref);
    }
    MESSAGE(handed_over, " cases handed over, ", walls, " walls");
    CHECK(handed_over > 0);
    CHECK(walls > 0);
}
