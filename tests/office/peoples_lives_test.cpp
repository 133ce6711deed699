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
        switch (dice_() % 12) {
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
            default: break;
        }
        if (dice_() % 2 == 0) return person(HandOver{{}, any(cast), "r"});
        pass(hours(30));
    }

    const std::vector<std::string>& refs() const { return refs_; }

private:
    std::chrono::hours hours(int most) {
        return std::chrono::hours(1 + static_cast<int>(dice_() % static_cast<unsigned>(most)));
    }
    const std::string& any(const std::vector<std::string>& of) { return of[dice_() % of.size()]; }
    void open() { refs_.push_back(logged("pc-d", usual())); }
    void with_a_case(const CaseCommand& command) {
        if (!refs_.empty()) static_cast<void>(does(any(cast), any(refs_), command));
    }
    // A hand-over's own count must agree.
    void person(const PersonCommand& command) {
        const auto answer = changes("pc-d", any(cast), command);
        if (!answer) return;
        const auto body = json::parse(answer->body);
        if (const auto* out = body.as_object().if_contains("hand_over"))
            CHECK(out->at("cases_in") == out->at("cases_out"));
    }

    std::mt19937 dice_;
    std::vector<std::string> refs_{};
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
    for (unsigned seed = 1; seed <= 25; ++seed) {
        INFO("seed ", seed);
        Life life(seed);
        for (int i = 0; i < 60; ++i) {
            life.step();
            life.keep_peoples_time();
            for (const auto& ref : life.refs()) somebody_has_it(life, ref);
        }
        for (const auto& ref : life.refs()) nobody_walled_has_it(life, ref);
        const auto proof = life.proof();
        CHECK(proof.at("differences").as_array().empty());
        CHECK(proof.at("cases") == life.refs().size());
        life.pass(24h * 30);
        for (const auto& ref : life.refs()) ends_with_somebody(life, ref);
    }
}
