#include "routing/case_facts.h"

#include "domain/consent.h"

#include <algorithm>

namespace sodan::routing {

using domain::ConsentScope, domain::Intake, domain::Topic;

namespace {

constexpr int near_business_days = 5;  // what "soon" means; see the fact's text

// Every enum that may be absent has its "unknown" or "none" right after its last enumerator.
template <class E> std::uint8_t or_unknown(const std::optional<E>& given, E last) {
    return static_cast<std::uint8_t>(given ? static_cast<int>(*given) : static_cast<int>(last) + 1);
}

std::uint8_t consent(const Intake& intake, ConsentScope scope) {
    const auto said = domain::consent_of(intake.consent, scope);
    return is_yes(said) ? 0 : is_no(said) ? 1 : 2;
}

std::uint8_t language_group(const Intake& intake, const domain::Office& office) {
    const auto primary = intake.language.substr(0, intake.language.find('-'));
    if (primary == "ja") return 0;
    if (primary == "en") return 1;
    return office.members({domain::DeskKind::leader, primary}).empty() ? 3 : 2;
}

NamedDate nearness(const std::optional<std::chrono::year_month_day>& day, Instant received,
                   const calendar::OfficeCalendar& office) {
    if (!day) return NamedDate::none;
    const auto today = calendar::day_in_japan(received);
    if (*day < today) return NamedDate::none;
    if (*day == today) return NamedDate::today;
    const auto last = calendar::day_in_japan(office.after_business_days(received, near_business_days).due);
    return *day <= last ? NamedDate::soon : NamedDate::later;
}

bool concerns(const Intake& intake, std::string_view whom) {
    return std::ranges::find(intake.concerns, whom) != intake.concerns.end();
}

// Of the workplace, seen from the participant: what a supervisor could settle.
bool is_of_work(Topic topic) { return topic <= Topic::W5; }

}  // namespace

Facts facts_of(const Intake& intake, const ReadText& text, const domain::Office& office,
               const calendar::OfficeCalendar& days) {
    Facts out;
    out.set(Fact::danger, or_unknown(intake.danger, domain::Danger::none));
    out.set(Fact::topic, intake.topics.empty() ? Topic::X9 : intake.topics.front());
    out.set(Fact::topic_work, std::ranges::any_of(intake.topics, is_of_work));
    out.set(Fact::named_date, nearness(text.named_day, intake.received_at, days));
    out.set(Fact::text_danger, text.holds_danger);
    out.set(Fact::raised_by, intake.raised_by);
    out.set(Fact::addressed_to, intake.addressed_to);
    out.set(Fact::language_group, language_group(intake, office));
    out.set(Fact::wish, or_unknown(intake.wishes, domain::DeskKind::coordinator));
    out.set(Fact::consent_advisor, consent(intake, ConsentScope::advisor));
    out.set(Fact::consent_supervisor, consent(intake, ConsentScope::supervisor));
    out.set(Fact::consent_department, consent(intake, ConsentScope::department));
    out.set(Fact::tried_supervisor, or_unknown(intake.tried_supervisor, domain::TriedSupervisor::cannot));
    out.set(Fact::subject_supervisor, concerns(intake, "supervisor"));
    out.set(Fact::about_participant, concerns(intake, "participant"));
    return out;
}

}  // namespace sodan::routing
