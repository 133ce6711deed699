#include "routing/staff_survey.h"

#include <algorithm>
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

class Counting {
public:
    explicit Counting(const Surveying& of)
        : of_(of),
          desks_(of.tables[TableName::eligibility], of.office, of.now),
          needs_(desks_, of.office, of.absent),
          services_(of.tables, of.most_endings) {}

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
        const auto& service = services_.of(language_group(of_.office, here.need.language), here.reaches);
        if (services_.gave_up()) return;
        ++out_.situations;
        if (here.absent.empty()) {
            finish_need();
            now_ = worst_ = service;
        }
        for (std::size_t i = 0; i < service.size(); ++i) worst_[i] = std::max(worst_[i], service[i]);
        for (const auto grade : {Grade::own_language, Grade::through_an_interpreter, Grade::handed_over})
            look_for_loss(grade, here, service);
    }

    void look_for_loss(Grade grade, const Situation& here, const Service& service) {
        const auto place = static_cast<std::size_t>(grade);
        if (is_counted_[place] && out_.lost[place].examples.size() >= enough) return;
        for (std::size_t i = 0; i < service.size(); ++i)
            if (is_lost(grade, now_[i], service[i])) return lose(grade, here, i);
    }

    void lose(Grade grade, const Situation& here, std::size_t inquiry) {
        const auto place = static_cast<std::size_t>(grade);
        auto& losses = out_.lost[place];
        if (!is_counted_[place]) ++losses.needs;
        is_counted_[place] = true;
        if (losses.examples.size() >= enough || !told_[place].insert(told_apart(grade, here)).second) return;
        const auto group = language_group(of_.office, here.need.language);
        const auto shown = services_.inquiry(group, here.reaches, inquiry);
        Loss loss{here.need, here.absent, {}, shown.ends_at};
        for (const auto fact : services_.asked())
            loss.given.emplace(name_of(fact), value_name(fact, shown.facts[fact]));
        losses.examples.push_back(std::move(loss));
    }

    void finish_need() {
        for (const auto grade : worst_) ++out_.at_worst[static_cast<std::size_t>(grade)];
        worst_.clear();
        is_counted_ = {};
    }

    Survey done() {
        finish_need();
        out_.needs = needs_.needs();
        out_.endings = services_.endings();
        out_.gave_up = services_.gave_up();
        return std::move(out_);
    }

    const Surveying& of_;
    StaffDesks desks_;
    StaffNeeds needs_;
    Services services_;
    Service now_{}, worst_{};  // of the need that is being looked at
    std::array<bool, grade_count> is_counted_{};
    std::array<std::set<std::vector<std::string>>, grade_count> told_{};
    Survey out_{};
};

// People whom nothing stands in the way of, at a desk that could use some.
domain::Office with_more(domain::Office office, const Desk& desk, const std::string& language, int number) {
    for (int i = 0; i < number; ++i) {
        domain::Person person;
        person.id = person.place = "more-" + std::to_string(i);
        person.role = desk.kind == DeskKind::advisor  ? domain::Role::advisor
                      : desk.kind == DeskKind::leader ? domain::Role::leader
                                                      : domain::Role::coordinator;
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
            if (const auto desk = domain::desk_of(*person); desk && desk->kind != DeskKind::department)
                out.push_back(*desk);
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
            const Surveying again{of.tables, larger, of.now, of.absent, of.most_endings};
            const auto mended = grade == Grade::handed_over ? survey(again) : survey_of(again, loss.need);
            if (!mended.gave_up && mended.losses_of(grade).needs == 0)
                return {std::string(code(desk.kind)), more};
        }
    return {};
}

}  // namespace sodan::routing
