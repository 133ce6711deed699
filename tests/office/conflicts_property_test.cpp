// Ten thousand random offices with conflicts: nobody who must not know of a case is ever reached by it, and
// every case has somebody.

#include "base/text.h"
#include "memory_reading.h"
#include "office/case_file.h"
#include "office/content_reads.h"
#include "office/sight.h"
#include "office/walls.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <random>
#include <set>

using namespace sodan;
using namespace sodan::office;
using namespace std::chrono_literals;
using domain::Person, domain::Role;

namespace {

const Instant monday = *parse_instant("2026-10-05T10:00:00+09:00");

class Dice {
public:
    explicit Dice(unsigned seed) : bits_(seed) {}
    int below(int n) { return static_cast<int>(bits_() % static_cast<unsigned>(n)); }
    bool one_in(int n) { return below(n) == 0; }
    template <class T> const T& of(const std::vector<T>& all) {
        return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
    }
    std::mt19937_64& bits() { return bits_; }

private:
    std::mt19937_64 bits_;
};

Person a_person(Role role, const std::string& of, int number) {
    static const std::map<Role, std::string> prefixes{
        {Role::advisor, "pa"},       {Role::leader, "sgl"},    {Role::coordinator, "pc"},
        {Role::department, "staff"}, {Role::committee, "csc"}, {Role::administrator, "admin"}};
    Person out;
    out.id = prefixes.at(role) + "-" + (of.empty() ? "" : of + "-") + std::to_string(number);
    out.name = out.place = out.id;
    out.role = role;
    out.of = of;
    out.languages = {"en", "ja"};
    if (role == Role::leader) out.languages.push_back(of);
    return out;
}

void add(std::vector<Person>& to, Role role, const std::string& of, int count) {
    for (int i = 0; i < count; ++i) to.push_back(a_person(role, of, i));
}

domain::Office an_office(Dice& dice) {
    std::vector<Person> people;
    add(people, Role::advisor, "37", dice.below(4));
    add(people, Role::advisor, "02", dice.below(3));
    add(people, Role::leader, "fr", dice.below(3));
    add(people, Role::coordinator, "", dice.below(4));
    add(people, Role::department, "", 1 + dice.below(3));
    add(people, Role::committee, "", 1);
    add(people, Role::administrator, "", 1);
    for (auto& person : people) {
        if (person.role == Role::department) person.head = person.id == "staff-0";
        if (dice.one_in(6)) person.absences.push_back({monday - 1h, {}});
        if (dice.one_in(4))
            person.relations.push_back(
                {dice.of(people).id, static_cast<domain::RelationKind>(dice.below(5))});
    }
    domain::Host kagawa, aomori;
    kagawa.code = kagawa.prefecture = "37", kagawa.valid_from = "1947-05-03";
    aomori.code = aomori.prefecture = "02", aomori.valid_from = "1947-05-03";
    return {{kagawa, aomori}, std::move(people), {}};
}

LogInquiry an_inquiry(Dice& dice, const domain::Office& office) {
    LogInquiry out;
    out.addressed_to = dice.one_in(3) ? domain::AddressedTo::clair : domain::AddressedTo::host;
    out.raised_by =
        dice.one_in(4) ? domain::RaisedBy::contracting_organisation : domain::RaisedBy::participant;
    out.language = dice.of(std::vector<std::string>{"en", "ja", "fr"});
    if (!dice.one_in(5)) out.host = dice.one_in(2) ? "37" : "02";
    out.topics = {dice.one_in(2) ? domain::Topic::W4 : domain::Topic::P2};
    out.danger = dice.one_in(5) ? domain::Danger::immediate : domain::Danger::none;
    out.text = "What was said.";
    for (const auto& person : office.people()) {
        if (dice.one_in(6)) out.excludes.push_back(person.id);
        if (person.role == Role::advisor && dice.one_in(6)) out.concerns.push_back("advisor:" + person.id);
    }
    if (dice.one_in(4)) out.consent[domain::ConsentScope::department] = domain::ConsentState::refused;
    if (dice.one_in(4)) out.consent[domain::ConsentScope::clair] = domain::ConsentState::given;
    return out;
}

CaseCommand any_command(Dice& dice, const domain::Office& office, const std::string& other) {
    const auto desk = [&] {
        return dice.of(
            std::vector<std::string>{"advisor/37", "advisor/02", "leader/fr", "coordinator", "department"});
    };
    switch (dice.below(15)) {
        case 0:
        case 1:
        case 2: return Claim{};
        case 3: return Release{"enough"};
        case 4: return Offer{desk(), {}, "for a reason", true};
        case 5: {
            const auto& person = dice.of(office.people());
            const auto at = desk_of(person);
            return Offer{at ? to_string(*at) : "coordinator", person.id, "for a reason", true};
        }
        case 6: return Accept{};
        case 7: return Escalate{"too hard"};
        case 8: return Return{"yours"};
        case 9: return Consult{dice.one_in(2) ? CounselOf::coordinator : CounselOf::committee, "What now?"};
        case 10: return CoHandle{desk(), false, "together", true};
        case 11: return Wall{dice.of(office.people()).id, {}};
        case 12: return Note{"What was said.", {}};
        case 13: return Accept{AnswerTo::committee};
        default: return Link{other, LinkKind::other_side};
    }
}

struct Life {
    Dice dice;
    std::shared_ptr<const routing::Rules> rules;
    MemoryReading paper;
    Instant now = monday;
    std::vector<CaseRef> refs{};
    int done = 0, refused_to_walled = 0, left_to_head = 0, links = 0, readers = 0;

    explicit Life(unsigned seed, std::shared_ptr<const routing::Rules> with)
        : dice(seed), rules(std::move(with)), paper(an_office(dice)) {}

    template <class Decide> bool run(const Person& person, Decide decide) {
        const auto written = decide(Acting{paper, *rules, now, person, {}, [&] { return dice.bits()(); }});
        if (!written) return false;
        paper.keep(*written);
        if (written->answer.status == 201) refs.push_back(written->answer.ref);
        ++done;
        return true;
    }

    void log() {
        const auto office = paper.office();
        run(dice.of(office->people()),
            [&](const Acting& acting) { return log_inquiry(acting, an_inquiry(dice, *office)); });
    }
    void act() {
        const auto office = paper.office();
        const auto ref = dice.of(refs);
        const auto& person = somebody_for(*office, ref);
        const auto asked = any_command(dice, *office, to_string(dice.of(refs)));
        const bool walled = is_walled(person.id, *paper.find_case(ref));
        const bool went = run(person, [&](const Acting& acting) { return command(acting, ref, asked); });
        links += went && std::holds_alternative<Link>(asked);
        if (!walled) return;
        REQUIRE_FALSE(went);
        ++refused_to_walled;
    }
    // Whoever may, reads what was said; then they must not help the other side.
    void read() {
        const auto office = paper.office();
        const auto ref = dice.of(refs);
        const auto& person = somebody_for(*office, ref);
        if (!run(person, [&](const Acting& acting) {
                return content_read(acting, {{ref, ReadOf::history}});
            }))
            return;
        const auto memory = CaseFile(*paper.find_case(ref), {}).memory();
        for (const auto& side : memory.other_sides) {
            const auto row = *paper.find_case(*CaseRef::parse(side));
            REQUIRE((is_walled(person.id, row) || row.holder == person.id));
            ++readers;
        }
    }
    // Whoever it stands before, or who has it, more often than anybody.
    const Person& somebody_for(const domain::Office& office, CaseRef ref) {
        const auto row = *paper.find_case(ref);
        if (!row.holder.empty() && dice.one_in(2)) return *office.person(row.holder);
        const auto there = office.members(desk_named(row.desk));
        return there.empty() || dice.one_in(3) ? dice.of(office.people()) : *dice.of(there);
    }
    void let_time_pass() {
        const auto ref = dice.of(refs);
        const auto timers = paper.timers_of(ref);
        if (timers.empty()) return;
        const auto timer = dice.of(timers);
        now = std::max(now, *timer.due);
        const auto written = lapse(paper, *rules, now, {ref, timer.kind, *timer.due});
        REQUIRE(written);
        paper.keep(*written);
    }
    void check(CaseRef ref);
};

// Who keeps the case, is asked to, or is told of it by name, may know of it; nor does anybody else see it.
void check_nobody_is_reached(MemoryReading& paper, const CaseRow& row, const chain::Memory& memory) {
    for (const auto& person : paper.office()->people()) {
        if (!is_walled(person.id, row)) continue;
        REQUIRE(sight_of(person, row) == Sight::none);
        REQUIRE(row.holder != person.id);
        REQUIRE((!memory.offered_to || memory.offered_to->person != person.id));
    }
}

bool somebody_is_there(const domain::Office& office, const CaseRow& row) {
    const auto desk = desk_named(row.desk);
    return desk.kind == domain::DeskKind::supervisor ||
           std::ranges::any_of(office.members(desk),
                               [&](const Person* one) { return !is_walled(one->id, row); });
}

std::string story_of(MemoryReading& paper, const CaseRow& row) {
    std::string out = row.desk + " " + row.custody + ", walled:";
    for (const auto& person : row.walls) out += " " + person;
    for (const auto& entry : paper.entries_of(row.ref))
        out += "\n" + entry.actor + " " + entry.event + " " + entry.body;
    return out;
}

void Life::check(CaseRef ref) {
    const auto row = *paper.find_case(ref);
    const auto memory = CaseFile(row, {}).memory();
    check_nobody_is_reached(paper, row, memory);
    if (row.closed || somebody_is_there(*paper.office(), row)) return;
    const auto messages = paper.messages_of(ref);
    const bool told =
        std::ranges::any_of(messages, [](const auto& one) { return one.kind == "nobody_left"; });
    REQUIRE_MESSAGE((told || memory.alarms > 0), story_of(paper, row));
    left_to_head += told;
}

// A message by name goes to nobody who was walled when it was written; walls only grow, so looking once after
// each step is enough.
void check_messages(Life& life, std::set<std::string>& looked_at) {
    for (const auto ref : life.refs)
        for (const auto& one : life.paper.messages_of(ref))
            if (looked_at.insert(one.key).second && one.recipient.starts_with("person:"))
                REQUIRE_FALSE_MESSAGE(is_walled(one.recipient.substr(7), *life.paper.find_case(ref)),
                                      one.recipient << " " << one.kind);
}

}  // namespace

TEST_CASE("10,000 random offices with conflicts: no walled person is reached, and every case has somebody") {
    const auto rules = *routing::Rules::load(SODAN_ROOT "/rules");
    constexpr unsigned offices = 10'000, first_seed = 20'261'126;
    int cases = 0, steps = 0, refused = 0, left = 0, links = 0, readers = 0;
    for (unsigned i = 0; i < offices; ++i) {
        CAPTURE(first_seed + i);
        Life life(first_seed + i, rules);
        std::set<std::string> looked_at;
        life.log(), life.log();
        check_messages(life, looked_at);
        for (int step = 0; step < 24 && !life.refs.empty(); ++step) {
            if (life.dice.one_in(4))
                life.let_time_pass();
            else
                life.dice.one_in(6) ? life.read() : life.act();
            for (const auto ref : life.refs) life.check(ref);
            check_messages(life, looked_at);
        }
        cases += static_cast<int>(life.refs.size()), steps += life.done, refused += life.refused_to_walled;
        left += life.left_to_head, links += life.links;
        readers += life.readers;
    }
    MESSAGE(fmt::format(
        "seeds {} to {}: {} offices, {} cases, {} units kept, {} tries of walled people "
        "refused, {} links of opposite sides, {} readers of one kept from the other, {} times a case was "
        "left to the head or the "
        "administrators",
        first_seed, first_seed + offices - 1, offices, cases, steps, refused, links, readers, left));
    CHECK(cases > 10'000);
    CHECK(refused > 1'000);
    CHECK(links > 100);
    CHECK(readers > 100);
    CHECK(left > 100);
}
