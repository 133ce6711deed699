#include "routing/graph.h"

#include <stdexcept>

namespace sodan::routing {

namespace {

struct Among {
    Fact fact;
    std::vector<std::string_view> values;
};

World where(const std::vector<Among>& all) {
    auto out = whole_world();
    for (const auto& [fact, values] : all) {
        std::uint64_t bits = 0;
        for (const auto value : values) bits |= bit_of(fact, value);
        out[static_cast<std::size_t>(fact)] = bits;
    }
    return out;
}

const std::vector<std::string_view> of_work{"W1", "W2", "W3", "W4", "W5"};

Never gravest_of_work() {
    auto out = where({{Fact::topic_work, {"no"}}});
    out[gravest_topic] = where({{Fact::topic, of_work}})[static_cast<std::size_t>(Fact::topic)];
    return {"work_topic", out};
}

const std::vector<Fact> desks{Fact::advisor_desk, Fact::leader_desk, Fact::department_desk,
                              Fact::coordinator_desk};

}  // namespace

std::uint64_t all_of(Fact fact) { return (std::uint64_t{1} << values_of(fact).size()) - 1; }

World whole_world() {
    World out;
    for (std::size_t i = 0; i < fact_count; ++i) out[i] = all_of(static_cast<Fact>(i));
    out[gravest_topic] = all_of(Fact::topic);
    return out;
}

std::uint64_t bit_of(Fact fact, std::string_view value) {
    const auto values = values_of(fact);
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i] == value) return std::uint64_t{1} << i;
    throw std::invalid_argument("a fact has no such value: " + std::string(value));
}

const std::vector<Flow>& flows() {
    using enum TableName;
    static const std::vector<Flow> all{
        {"first_desk",
         desks,
         {{urgency, Fact::urgency},
          {way, Fact::way},
          {wish_met, Fact::wish_met},
          {first_desk, Fact::turned_to},
          {relief, Fact::desk},
          {deadlines},
          {supervisor_link, Fact::supervisor_link},
          {service},
          {alert}},
         {Fact::spoken, Fact::window, Fact::date_before_due}},
        {"next_desk",
         {Fact::advisor_desk, Fact::leader_desk, Fact::department_desk, Fact::coordinator_desk, Fact::urgency,
          Fact::at, Fact::cause},
         {{next_desk, Fact::turned_to}, {relief, Fact::desk}, {deadlines}},
         {Fact::spoken, Fact::window, Fact::date_before_due}},
        {"people",
         {Fact::wall, Fact::excluded, Fact::subject, Fact::tie, Fact::other_side, Fact::belongs,
          Fact::presence, Fact::speaks, Fact::desk, Fact::urgency, Fact::window},
         {{eligibility}, {deadlines}},
         {}}};
    return all;
}

// From facts_of and look_at_desks: a leaders' desk is looked at for the languages that have one, a refusal by
// the caller closes a desk to the case, and a day that is today is over before any deadline of ours.
const std::vector<Never>& what_never_is() {
    static const std::vector<Never> all{
        {"leaders_of_no_language", where({{Fact::language_group, {"ja", "en", "other"}},
                                          {Fact::leader_desk, {"open", "away", "barred"}}})},
        {"no_leaders_of_theirs", where({{Fact::language_group, {"leader"}}, {Fact::leader_desk, {"none"}}})},
        {"work_topic", where({{Fact::topic, of_work}, {Fact::topic_work, {"no"}}})},
        gravest_of_work(),
        {"advisors_refused", where({{Fact::consent_advisor, {"refused"}}, {Fact::advisor_desk, {"open"}}})},
        {"department_refused",
         where({{Fact::consent_department, {"refused"}}, {Fact::department_desk, {"open"}}})},
        {"today_is_before_due", where({{Fact::named_date, {"today"}}, {Fact::date_before_due, {"no"}}})}};
    return all;
}

const std::vector<Never>& dead_ends() {
    const std::vector<std::string_view> closed{"barred", "none"}, there{"open", "away"};
    static const std::vector<Never> all{
        {"advisors_cannot",
         where({{Fact::desk, {"advisor"}}, {Fact::advisor_desk, {"away", "barred", "none"}}})},
        {"leaders_cannot",
         where({{Fact::desk, {"leader"}}, {Fact::leader_desk, {"away", "barred", "none"}}})},
        {"department_cannot", where({{Fact::desk, {"department"}},
                                     {Fact::department_desk, closed},
                                     {Fact::coordinator_desk, there}})},
        {"coordinators_cannot", where({{Fact::desk, {"coordinator"}},
                                       {Fact::coordinator_desk, closed},
                                       {Fact::department_desk, there}})},
        {"supervisor_unasked", where({{Fact::desk, {"supervisor"}}})}};
    return all;
}

}  // namespace sodan::routing
