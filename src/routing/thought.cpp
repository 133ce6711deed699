#include "routing/thought.h"

#include "base/described.h"
#include "routing/named_dates.h"

#include <algorithm>
#include <utility>

namespace sodan::routing {

using domain::DeskKind, domain::Urgency;

namespace {

// What every decision keeps of its facts, by name: a map that is filled in its own order is filled without
// searching. What is learnt on the way is kept beside.
std::vector<Fact> kept_facts() {
    std::vector<Fact> out{Fact::danger,
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
                          Fact::about_participant,
                          Fact::advisor_desk,
                          Fact::leader_desk,
                          Fact::department_desk,
                          Fact::coordinator_desk,
                          Fact::topic_work,
                          Fact::urgency,
                          Fact::desk};
    std::ranges::sort(out, {}, name_of);
    return out;
}

// The last moment at which the desk is there on that day or, where it is closed then, before it.
Instant last_close(calendar::Day day, const calendar::Hours& kept, const calendar::OfficeCalendar& days) {
    constexpr int longest_closure = 31;
    std::chrono::sys_days at = day;
    for (int back = 0; back < longest_closure && !days.is_business_day(at, kept); ++back)
        at -= std::chrono::days{1};
    return calendar::at(at, kept.until);
}

void bring_forward(Counted& counted, Instant due, const std::string& named_date) {
    counted.due = due;
    counted.named_date = named_date;
    const auto last = iso(calendar::day_in_japan(due));
    std::erase_if(counted.days_off, [&](const OffDays& off) { return off.from > last; });
}

bool is_of_desks(Fact fact) { return fact >= Fact::advisor_desk && fact <= Fact::coordinator_desk; }

}  // namespace

Thought::Thought(const Rules::Parts& parts, const Asked& asked, const ReadText& text, const Moment& moment)
    : parts_(parts),
      asked_(asked),
      text_(text),
      moment_(moment),
      facts_(facts_of(asked.intake, text, moment.office, parts.time.days)),
      people_(parts.tables[TableName::eligibility], asked, moment, facts_) {
    decision_.rules_version = parts.version;
    decision_.roster_version = moment.office.roster();
    learnt_.reserve(8);
}

RuleIndex Thought::ask(TableName name) { return parts_.tables[name].decide(facts_); }

void Thought::note(TableName name, RuleIndex rule) {
    const auto& table = parts_.tables[name];
    decision_.fired.push_back({table.text().name, table.rule(rule).id});
}

int Thought::said(TableName name, RuleIndex rule, std::size_t column) const {
    return parts_.tables[name].rule(rule).outputs[column];
}

RuleIndex Thought::most_severe(TableName name) {
    std::optional<RuleIndex> worst;
    const auto primary = facts_[Fact::topic];
    for (const auto topic : asked_.intake.topics) {
        facts_.set(Fact::topic, topic);
        const auto rule = ask(name);
        if (!worst || said(name, rule) < said(name, *worst)) worst = rule;
    }
    facts_.set(Fact::topic, primary);
    return worst ? *worst : ask(name);
}

std::vector<bool> Thought::collected(TableName name) {
    std::vector<bool> out;
    const auto primary = facts_[Fact::topic];
    for (const auto topic : asked_.intake.topics) {
        facts_.set(Fact::topic, topic);
        parts_.tables[name].collect(facts_, out);
    }
    facts_.set(Fact::topic, primary);
    return out;
}

Urgency Thought::urgency() {
    const auto rule = most_severe(TableName::urgency);
    note(TableName::urgency, rule);
    take_urgency(static_cast<Urgency>(said(TableName::urgency, rule)));
    return decision_.urgency;
}

void Thought::take_urgency(Urgency urgency) {
    facts_.set(Fact::urgency, urgency);
    decision_.urgency = urgency;
}

// A day that the caller names comes before the office's own deadline: then the case is due by the last close
// until that day, but never sooner than an urgent one would be.
void Thought::pull_forward() {
    if (facts_[Fact::named_date] == static_cast<std::uint8_t>(NamedDate::none)) return;
    if (*text_.named_day < calendar::day_in_japan(moment_.now)) return;  // said in a sentence
    const auto close = last_close(*text_.named_day, parts_.time.hours.of(desk_), parts_.time.days);
    const auto soonest =
        parts_.deadlines
            .counted(Urgency::urgent, desk_, decision_.deadlines.front().window, moment_.now, parts_.time)
            .due;
    const auto due = std::max(close, soonest);
    if (due >= decision_.due) return;
    decision_.due = due;
    bring_forward(decision_.deadlines.front(), due, iso(*text_.named_day));
}

Counted Thought::counted(Window window, Instant from) const {
    return parts_.deadlines.counted(decision_.urgency, desk_, window, from, parts_.time);
}

void Thought::set_due(Window window) {
    decision_.deadlines.push_back(counted(window, moment_.now));
    decision_.due = decision_.deadlines.front().due;
    learn(Fact::window, window);
    note(TableName::deadlines, parts_.deadlines.rule(decision_.urgency, desk_.kind, window));
    learn(Fact::date_before_due, false);
    if (!text_.named_day) return;
    const auto received = asked_.intake.received_at;
    const auto by_the_clock =
        calendar::day_in_japan(received == moment_.now ? decision_.due : counted(window, received).due);
    facts_.set(Fact::date_before_due, *text_.named_day <= by_the_clock);
    decision_.named_date = iso(*text_.named_day);
    pull_forward();
}

// Nobody picks up later than the caller is to be answered.
void Thought::set_pick_up() {
    auto pick_up = counted(Window::pick_up, moment_.now);
    if (const auto& answer = decision_.deadlines.front(); pick_up.due > answer.due) {
        pick_up.due = answer.due;
        pick_up.named_date = answer.named_date;
        pick_up.days_off = answer.days_off;
    }
    decision_.deadlines.push_back(std::move(pick_up));
}

void Thought::add_suggestion(std::string_view what) {
    const auto advisors = [&] { return to_string(desk_of(DeskKind::advisor)); };
    if (what == "co_handle_now") {
        decision_.co_handle = advisors();
    } else {
        auto text = what == "advisor"     ? advisors()
                    : what == "co_handle" ? "co_handle:" + advisors()
                                          : std::string(what);
        if (std::ranges::find(decision_.suggestions, text) == decision_.suggestions.end())
            decision_.suggestions.push_back(std::move(text));
    }
}

void Thought::suggest() {
    const auto link = ask(TableName::supervisor_link);
    note(TableName::supervisor_link, link);
    learn(Fact::supervisor_link, said(TableName::supervisor_link, link));
    const auto services = collected(TableName::service);
    for (RuleIndex rule = 0; rule < services.size(); ++rule) {
        if (!services[rule]) continue;
        note(TableName::service, rule);
        const auto& codes = parts_.tables[TableName::service].text().outputs.front().codes;
        add_suggestion(codes[static_cast<std::size_t>(said(TableName::service, rule))]);
    }
    const auto alerts = collected(TableName::alert);
    for (RuleIndex rule = 0; rule < alerts.size(); ++rule) {
        if (!alerts[rule]) continue;
        note(TableName::alert, rule);
        const auto& codes = parts_.tables[TableName::alert].text().outputs.front().codes;
        const auto& whom = codes[static_cast<std::size_t>(said(TableName::alert, rule))];
        if (std::ranges::find(decision_.alert, whom) == decision_.alert.end())
            decision_.alert.push_back(whom);
    }
}

void Thought::write_facts() {
    auto& out = decision_.facts;
    static const auto kept = kept_facts();
    for (const auto fact : kept)
        if (looked_at_desks_ || !is_of_desks(fact))
            out.emplace_hint(out.end(), name_of(fact), value_name(fact, facts_[fact]));
    for (const auto fact : learnt_) out.emplace(name_of(fact), value_name(fact, facts_[fact]));
    std::string topics;
    for (const auto topic : asked_.intake.topics)
        topics.append(topics.empty() ? "" : ",").append(code(topic));
    out.emplace(name_of(Fact::topic), std::move(topics));
    out.emplace("language", asked_.intake.language);
}

Decision Thought::done() && {
    write_facts();
    return std::move(decision_);
}

}  // namespace sodan::routing
