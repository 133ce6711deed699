// What each table may ask and what it may say. Which facts are known depends on when the table is asked.

#include "routing/tables.h"

namespace sodan::routing {

namespace {

using Facts_ = std::vector<Fact>;

const Facts_ of_inquiry{Fact::danger,
                        Fact::topic,
                        Fact::topic_work,
                        Fact::named_date,
                        Fact::text_danger,
                        Fact::raised_by,
                        Fact::addressed_to,
                        Fact::language_group,
                        Fact::wish,
                        Fact::consent_advisor,
                        Fact::consent_supervisor,
                        Fact::consent_department,
                        Fact::tried_supervisor,
                        Fact::subject_supervisor,
                        Fact::about_participant};
const Facts_ of_desks{Fact::advisor_desk, Fact::leader_desk, Fact::department_desk, Fact::coordinator_desk,
                      Fact::urgency};
const Facts_ of_person{Fact::wall,       Fact::excluded, Fact::subject, Fact::tie,
                       Fact::other_side, Fact::presence, Fact::speaks,  Fact::belongs};
const Facts_ at_the_end{Fact::way, Fact::wish_met, Fact::desk, Fact::spoken, Fact::date_before_due};

Facts_ joined(std::initializer_list<Facts_> lists) {
    Facts_ out;
    for (const auto& list : lists) out.insert(out.end(), list.begin(), list.end());
    return out;
}

OutputColumn column(std::string name, std::vector<std::string> codes) {
    return {std::move(name), std::move(codes)};
}

OutputColumn column(std::string name, Fact fact) {
    const auto values = values_of(fact);
    return {std::move(name), {values.begin(), values.end()}};
}

TableNeeds desk_needs(TableName name) {
    const auto known = joined({of_inquiry, of_desks});
    switch (name) {
        case TableName::way: return {"U", known, {column("way", Fact::way)}};
        case TableName::wish_met: return {"U", known, {column("wish_met", Fact::wish_met)}};
        case TableName::first_desk:
            return {"U",
                    joined({known, {Fact::way, Fact::wish_met}}),
                    {column("desk", Fact::turned_to), column("consult", {"none", "coordinator"})}};
        case TableName::next_desk:
            return {"U", joined({known, {Fact::at, Fact::cause}}), {column("desk", Fact::turned_to)}};
        default: return {"U", joined({known, {Fact::turned_to}}), {column("desk", Fact::turned_to)}};
    }
}

TableNeeds service_needs(TableName name) {
    const auto known = joined({of_inquiry, of_desks, at_the_end});
    if (name == TableName::alert) return {"C", known, {column("alert", {"duty:coordinator"})}};
    if (name == TableName::supervisor_link)
        return {"U", known, {column("supervisor_link", Fact::supervisor_link)}};
    const std::vector<std::string> suggestions{
        "emergency-panel", "advisor",       "interpreter",           "supervisor",         "co_handle",
        "co_handle_now",   "no-disclosure", "not-eligible-signpost", "deadline-before-due"};
    return {"C", joined({known, {Fact::supervisor_link}}), {column("suggestion", suggestions)}};
}

}  // namespace

TableNeeds needs_of(TableName name) {
    switch (name) {
        case TableName::urgency: return {"P", of_inquiry, {column("urgency", Fact::urgency)}};
        case TableName::eligibility:
            return {"P",
                    joined({of_inquiry, of_person}),
                    {column("verdict", {"barred", "no", "with_interpreter", "yes"})}};
        case TableName::deadlines:
            return {"U",
                    {Fact::urgency, Fact::desk, Fact::window},
                    {column("amount", std::vector<std::string>{}),
                     column("unit", {"minutes", "hours", "business_days"})}};
        case TableName::alert:
        case TableName::supervisor_link:
        case TableName::service: return service_needs(name);
        default: return desk_needs(name);
    }
}

}  // namespace sodan::routing
