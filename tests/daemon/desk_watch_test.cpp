// Where people go, the cases of their desk do not wait for them.

#include "clockwork.h"

using namespace sodan;
using namespace sodan::daemon;
using namespace std::chrono_literals;
using domain::Danger;

TEST_CASE("when the last person of a desk goes, its cases go on within the second") {
    Clockwork office;
    const auto ref = office.log(Danger::none);
    office.tick();
    REQUIRE(office.desk(ref) == "advisor/37");
    const auto members = office.read([](office::Reading& r) {
        return r.office()->members({domain::DeskKind::advisor, "37"}).size();
    });
    const auto ids = office.read([](office::Reading& r) {
        std::vector<std::string> out;
        for (const auto* one : r.office()->members({domain::DeskKind::advisor, "37"})) out.push_back(one->id);
        return out;
    });
    for (std::size_t i = 0; i + 1 < members; ++i) office.changes(ids[i], office::Absent{});
    office.tick();
    CHECK(office.desk(ref) == "advisor/37");
    office.changes(ids.back(), office::Absent{});
    office.tick();
    CHECK(office.desk(ref) == "coordinator");
    const auto last = office.strokes(ref).back();
    CHECK(last.event == "moved");
    CHECK(last.body.find("absent") != std::string::npos);
    CHECK(last.actor == "clock");
}

TEST_CASE("an absence that was entered days ago takes effect when it begins, also during a stop") {
    Clockwork office;
    const auto ref = office.log(Danger::none);
    const auto ids = office.read([](office::Reading& r) {
        std::vector<std::string> out;
        for (const auto* one : r.office()->members({domain::DeskKind::advisor, "37"})) out.push_back(one->id);
        return out;
    });
    const auto tomorrow = office.clock.now() + 20h;
    for (const auto& id : ids) office.changes(id, office::Absent{tomorrow, tomorrow + 72h, {}});
    office.tick();
    CHECK(office.desk(ref) == "advisor/37");
    office.clock.time = tomorrow;
    office.start_again();
    office.tick();
    CHECK(office.desk(ref) == "coordinator");
}

TEST_CASE("where nobody is left at all, the alarm rings at once, and once") {
    Clockwork office;
    const auto ref = office.log(Danger::none);
    office.tick();
    const auto everybody = office.read([](office::Reading& r) {
        std::vector<std::string> out;
        for (const auto& one : r.office()->people())
            if (domain::desk_of(one) && one.id != "pc-a") out.push_back(one.id);
        return out;
    });
    for (const auto& id : everybody) office.changes(id, office::Absent{});
    office.changes("pc-a", office::Absent{});
    office.tick();
    office.tick();
    int alarms = 0;
    for (const auto& entry : office.journal(ref)) alarms += entry.event == "alarm_raised" ? 1 : 0;
    CHECK(alarms == 1);
    CHECK(office.desk(ref) == "coordinator");
}
