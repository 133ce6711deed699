// Ten thousand offices with absences, walls and people who leave, in which everybody is silent: at every step
// every case has somebody living to take it, or stands on the alarm board. SODAN_SEED chooses others.

#include "chain/chain.h"
#include "domain/substitutes.h"
#include "memory_reading.h"
#include "office/relief.h"
#include "office/views.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

#include <cstdlib>
#include <iostream>
#include <random>
#include <set>

using namespace sodan;
using namespace sodan::office;
using namespace std::chrono_literals;
using domain::DeskKind, domain::Person, domain::Role;

namespace {

const Instant monday = *parse_instant("2026-10-05T10:00:00+09:00");

const routing::Rules& rules() {
    static const auto out = *routing::Rules::load(SODAN_ROOT "/rules");
    return *out;
}

class RandomOffice {
public:
    explicit RandomOffice(unsigned seed) : dice_(seed), reading_(people()) {}

    int lonely_moments = 0;  // at which a case had nobody

    // Everybody is silent for some weeks. Returns at how many moments it was looked.
    int live() {
        const int cases = 1 + below(2);
        for (int i = 0; i < cases; ++i) log();
        look();
        int moments = 1;
        for (; moments < 14 && next_moment(); ++moments) {
            strike();
            relieve_all();
            look();
        }
        return moments;
    }

private:
    int below(int n) { return static_cast<int>(dice_() % static_cast<unsigned>(n)); }
    bool one_in(int n) { return below(n) == 0; }
    Instant some_time() { return monday + std::chrono::hours(below(24 * 21)) - 48h; }

    Person person(std::string id, Role role, std::string of, std::vector<std::string> languages) {
        Person out{.id = id,
                   .name = id,
                   .place = id,
                   .role = role,
                   .of = std::move(of),
                   .advisor_kind = {},
                   .languages = std::move(languages)};
        if (one_in(3)) {
            const auto from = some_time();
            const auto until =
                one_in(3) ? std::nullopt : std::optional(from + std::chrono::hours(1 + below(400)));
            out.absences.push_back({from, until, {}});
            changes_.insert(from);
        }
        if (one_in(6)) {
            out.left = some_time();
            changes_.insert(*out.left);
        }
        ids_.push_back(out.id);
        return out;
    }

    static domain::Host host(const char* code) {
        domain::Host out;
        out.code = out.name_en = code;
        return out;
    }

    domain::Office people() {
        std::vector<Person> all;
        const auto add = [&](const char* kind, Role role, const std::string& of, int most,
                             const std::vector<std::string>& languages) {
            const int count = below(most + 1);
            for (int i = 0; i < count; ++i)
                all.push_back(person(std::string(kind) + of + "-" + std::to_string(i), role, of, languages));
        };
        add("pa-", Role::advisor, "37", 2, {"en", "ja"});
        add("pa-", Role::advisor, "02", 2, {"en"});
        add("sgl-", Role::leader, "fr", 2, {"fr", "en"});
        add("jp", Role::department, "", 2, {"ja"});
        add("pc", Role::coordinator, "", 3, {"en", "ja"});
        if (all.empty()) all.push_back(person("pc-0", Role::coordinator, "", {"en"}));
        for (auto& one : all)
            if (one_in(5))
                one.relations.push_back({all[static_cast<std::size_t>(below(int(all.size())))].id});
        return {{host("02"), host("37")}, all, {}};
    }

    void log() {
        LogInquiry said;
        said.addressed_to = one_in(2) ? domain::AddressedTo::host : domain::AddressedTo::clair;
        said.raised_by =
            one_in(3) ? domain::RaisedBy::contracting_organisation : domain::RaisedBy::participant;
        said.language =
            std::vector<std::string>{"en", "fr", "ja", "id"}.at(static_cast<std::size_t>(below(4)));
        if (!one_in(4)) said.host = one_in(2) ? "37" : "02";
        said.topics = {one_in(2) ? domain::Topic::W2 : domain::Topic::W4};
        said.danger = std::vector{domain::Danger::none, domain::Danger::urgent, domain::Danger::immediate}.at(
            static_cast<std::size_t>(below(3)));
        if (one_in(3)) said.excludes = {ids_.at(static_cast<std::size_t>(below(int(ids_.size()))))};
        if (one_in(6)) said.consent[domain::ConsentScope::coordinator] = domain::ConsentState::refused;
        if (one_in(6)) said.consent[domain::ConsentScope::advisor] = domain::ConsentState::refused;
        said.text = "Nobody answers.";
        const auto people = reading_.office();
        const auto logged = log_inquiry(acting(people->people().front()), said);
        REQUIRE(logged);
        reading_.keep(*logged);
        if (one_in(3)) claim(logged->answer.ref);
    }

    // Somebody takes it, and then is silent like all others.
    void claim(CaseRef ref) {
        const auto row = *reading_.find_case(ref);
        const CaseFile file(row, {});
        const auto desk = desk_named(row.desk);
        if (desk.kind == DeskKind::supervisor) return;
        const auto may = rules().candidates(desk, standing(reading_, file), moment(reading_, now_)).eligible;
        if (may.empty()) return;
        const auto people = reading_.office();
        const auto claimed = command(acting(*people->person(may.front())), ref, Claim{});
        if (claimed) reading_.keep(*claimed);
    }

    Acting acting(const Person& who) {
        return {reading_, rules(), now_,
                who,      {},      [this] { return (std::uint64_t{dice_()} << 32) | dice_(); }};
    }

    bool next_moment() {
        auto next = reading_.next_timer();
        const auto change = changes_.upper_bound(now_);
        if (change != changes_.end() && (!next || *change < *next)) next = *change;
        if (!next) return false;
        now_ = std::max(now_ + 1ms, *next);
        return true;
    }

    void strike() {
        std::set<std::int64_t> struck;
        for (const auto& timer : reading_.due_timers(now_, 100)) {
            if (!struck.insert(timer.ref.bits()).second) continue;
            const auto lapsed = lapse(reading_, rules(), now_, timer);
            REQUIRE(lapsed);
            reading_.keep(*lapsed);
        }
    }

    void relieve_all() {
        for (const auto& row : reading_.cases()) {
            if (!waits_for_nobody(reading_, rules(), now_, row)) continue;
            const auto relieved = relieve(reading_, rules(), now_, row.ref);
            REQUIRE(relieved);
            reading_.keep(*relieved);
        }
    }

    bool has_somebody(const CaseRow& row) {
        const auto people = reading_.office();
        if (!row.holder.empty()) return domain::stand_in(*people, row.holder, now_) != nullptr;
        return somebody_can_take(reading_, rules(), now_, CaseFile(row, {}));
    }

    void look() {
        int lonely = 0;
        for (const auto& row : reading_.cases()) {
            if (has_somebody(row)) continue;
            ++lonely;
            if (row.custody == "queued")
                CHECK(std::ranges::find(row.shared_with, alarm_board) != row.shared_with.end());
        }
        if (lonely == 0) return;
        ++lonely_moments;
        const Person keeper{.id = "keeper",
                            .name = "",
                            .place = "",
                            .role = Role::coordinator,
                            .of = "",
                            .advisor_kind = {},
                            .languages = {}};
        const auto board = view_alarms({reading_, rules(), now_, keeper});
        REQUIRE(board);
        CHECK(board->at("by_why").at("no_recipient").as_int64() == lonely);
    }

    std::mt19937 dice_;
    std::set<Instant> changes_;  // when somebody goes
    std::vector<std::string> ids_;
    MemoryReading reading_;
    Instant now_ = monday;
};

}  // namespace

TEST_CASE("in ten thousand random offices every case has somebody, or stands on the alarm board") {
    const auto* given = std::getenv("SODAN_SEED");
    const auto first = given ? static_cast<unsigned>(std::stoul(given)) : 20'261'005U;
    int moments = 0, lonely = 0;
    for (unsigned i = 0; i < 10'000; ++i) {
        INFO("SODAN_SEED=", first + i);
        RandomOffice office(first + i);
        moments += office.live();
        lonely += office.lonely_moments;
    }
    std::cout << "random offices: 10000 from seed " << first << ", " << moments << " moments, at " << lonely
              << " of them a case had nobody and stood on the board\n";
    CHECK(lonely > 1'000);
}
