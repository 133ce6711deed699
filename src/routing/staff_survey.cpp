#include "routing/staff_survey.h"

#include <algorithm>
#include <optional>
#include <set>

namespace sodan::routing {

using domain::Desk, domain::DeskKind;

namespace {

constexpr std::size_t enough = 10;  // examples of what is lost

std::uint8_t language_group(const domain::Office& office, const std::string& language) {
    if (language == "ja") return 0;
    if (language == "en") return 1;
    return office.members({DeskKind::leader, language}).empty() ? 3 : 2;
}

// Whether an inquiry that is served like `now` when all others are there is worse than the grade then.
bool is_lost(Grade grade, Grade now, Grade then) {
    return then > grade && (now <= grade || grade == Grade::handed_over);
}

// One example each: of a language, or of the people who are away.
std::vector<std::string> told_apart(Grade grade, const Situation& here) {
    if (grade == Grade::own_language) return {here.need.language};
    return here.absent;
}

// Of inquiries that are served in one way now and in another then: the first that loses each grade.
using FirstLost = std::array<std::optional<std::size_t>, grade_count>;
constexpr std::array losable{Grade::own_language, Grade::through_an_interpreter, Grade::handed_over};

FirstLost compared(const Service& now, const Service& then) {
    FirstLost out;
    for (const auto grade : losable) {
        auto& first = out[static_cast<std::size_t>(grade)];
        for (std::size_t i = 0; i < now.size() && !first; ++i)
            if (is_lost(grade, now[i], then[i])) first = i;
    }
    return out;
}

class Counting {
public:
    explicit Counting(const Surveying& of)
        : of_(of),
          desks_(of.tables[TableName::eligibility], of.office, of.now),
          needs_(desks_, of.office, of.absent) {}

    Survey all() {
        needs_.each([&](const Situation& here) { take(here); });
        return done();
    }
    Survey of_one(const Need& need) {
        needs_.each_of(need, [&](const Situation& here) { take(here); });
        return done();
    }

private:
    // The first situation of a need is that in which nobody else is away.
    void take(const Situation& here) {
        const auto& service = of_.services.of(language_group(of_.office, here.need.language), here.reaches);
        if (of_.services.gave_up()) return;
        ++out_.situations;
        if (here.absent.empty()) {
            finish_need();
            now_ = &service;
        }
        served_.insert(&service);
        const auto [known, is_new] = compared_.try_emplace({now_, &service});
        if (is_new) known->second = compared(*now_, service);
        for (const auto grade : losable)
            if (const auto inquiry = known->second[static_cast<std::size_t>(grade)])
                lose(grade, here, *inquiry);
    }

    void lose(Grade grade, const Situation& here, std::size_t inquiry) {
        const auto place = static_cast<std::size_t>(grade);
        auto& losses = out_.lost[place];
        if (!is_counted_[place]) ++losses.needs;
        is_counted_[place] = true;
        if (losses.examples.size() >= enough || !told_[place].insert(told_apart(grade, here)).second) return;
        const auto group = language_group(of_.office, here.need.language);
        const auto shown = of_.services.inquiry(group, here.reaches, inquiry);
        Loss loss{here.need, here.absent, {}, shown.ends_at};
        for (const auto fact : of_.services.asked())
            loss.given.emplace(name_of(fact), value_name(fact, shown.facts[fact]));
        losses.examples.push_back(std::move(loss));
    }

    void finish_need() {
        if (!served_.empty()) {
            const auto [known, is_new] = at_worst_.try_emplace(served_);
            if (is_new) known->second = counted_at_worst();
            for (std::size_t i = 0; i < grade_count; ++i) out_.at_worst[i] += known->second[i];
        }
        served_.clear();
        is_counted_ = {};
    }

    std::array<std::size_t, grade_count> counted_at_worst() const {
        std::array<std::size_t, grade_count> out{};
        for (std::size_t i = 0; i < now_->size(); ++i) {
            auto worst = Grade::own_language;
            for (const auto* service : served_) worst = std::max(worst, (*service)[i]);
            ++out[static_cast<std::size_t>(worst)];
        }
        return out;
    }

    Survey done() {
        finish_need();
        out_.needs = needs_.needs();
        out_.endings = of_.services.endings();
        out_.gave_up = of_.services.gave_up();
        return std::move(out_);
    }

    const Surveying& of_;
    StaffDesks desks_;
    StaffNeeds needs_;
    // Of the need that is being looked at.
    const Service* now_ = nullptr;
    std::set<const Service*> served_{};
    std::array<bool, grade_count> is_counted_{};
    // Most needs are served like others: what is found of one is kept for all.
    std::map<std::pair<const Service*, const Service*>, FirstLost> compared_{};
    std::map<std::set<const Service*>, std::array<std::size_t, grade_count>> at_worst_{};
    std::array<std::set<std::vector<std::string>>, grade_count> told_{};
    Survey out_{};
};

domain::Role role_at(DeskKind kind) {
    switch (kind) {
        case DeskKind::advisor: return domain::Role::advisor;
        case DeskKind::leader: return domain::Role::leader;
        case DeskKind::department: return domain::Role::department;
        default: return domain::Role::coordinator;
    }
}

// People whom nothing stands in the way of, at a desk that could use some.
domain::Office with_more(domain::Office office, const Desk& desk, const std::string& language, int number) {
    for (int i = 0; i < number; ++i) {
        domain::Person person;
        person.id = person.place = "more-" + std::to_string(i);
        person.role = role_at(desk.kind);
        person.of = desk.of;
        person.languages = {"en", "ja", language};
        office = office.with(std::move(person));
    }
    return office;
}

// That of somebody who is away first: one more there is what people would think of.
std::vector<Desk> desks_to_mend(const domain::Office& office, const Loss& loss) {
    std::vector<Desk> out;
    for (const auto& id : loss.absent)
        if (const auto* person = office.person(id))
            if (const auto desk = domain::desk_of(*person)) out.push_back(*desk);
    out.push_back({DeskKind::coordinator, ""});
    if (loss.need.host) out.push_back({DeskKind::advisor, *loss.need.host});
    out.push_back({DeskKind::leader, loss.need.language});
    return out;
}

}  // namespace

Survey survey(const Surveying& of) { return Counting(of).all(); }
Survey survey_of(const Surveying& of, const Need& need) { return Counting(of).of_one(need); }

Repair smallest_repair(const Surveying& of, const Loss& loss, Grade grade) {
    const auto desks = desks_to_mend(of.office, loss);
    for (int more = 1; more <= 2; ++more)
        for (const auto& desk : desks) {
            const auto larger = with_more(of.office, desk, loss.need.language, more);
            const Surveying again{of.tables, larger, of.now, of.absent, of.services};
            const auto mended = grade == Grade::handed_over ? survey(again) : survey_of(again, loss.need);
            if (!mended.gave_up && mended.losses_of(grade).needs == 0)
                return {std::string(code(desk.kind)), more};
        }
    return {};
}

}  // namespace sodan::routing
