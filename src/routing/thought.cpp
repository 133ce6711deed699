#include "routing/thought.h"

#include "base/described.h"
#include "routing/named_dates.h"

#include <algorithm>
#include <utility>

namespace sodan::routing {

using domain::Desk, domain::DeskKind, domain::Urgency;

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

bool is_of_desks(Fact fact) { return fact >= Fact::advisor_desk && fact <= Fact::coordinator_desk; }

}  // namespace

Thought::Thought(const Rules::Parts& parts, const Asked& asked, const ReadText& text, const Moment& moment)
    : parts_(parts),
      asked_(asked),
      text_(text),
      moment_(moment),
      facts_(facts_of(asked.intake, text, moment.office, parts.days)),
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

Desk Thought::desk_of(DeskKind kind) const {
    if (kind == DeskKind::advisor) return {kind, asked_.intake.host.value_or("")};
    if (kind == DeskKind::leader)
        return {kind, asked_.intake.language.substr(0, asked_.intake.language.find('-'))};
    return {kind, ""};
}

void Thought::look_at_desks() {
    looked_at_desks_ = true;
    const bool has_leaders = value_name(Fact::language_group, facts_[Fact::language_group]) == "leader";
    facts_.set(Fact::advisor_desk,
               asked_.intake.host ? people_.state(desk_of(DeskKind::advisor)) : DeskState::none);
    // A host that nobody advises is known all the same: it counts as one whose advisors are away.
    if (asked_.intake.host && facts_[Fact::advisor_desk] == static_cast<std::uint8_t>(DeskState::none))
        facts_.set(Fact::advisor_desk, DeskState::away);
    facts_.set(Fact::leader_desk, has_leaders ? people_.state(desk_of(DeskKind::leader)) : DeskState::none);
    facts_.set(Fact::department_desk, people_.state({DeskKind::department, ""}));
    facts_.set(Fact::coordinator_desk, people_.state({DeskKind::coordinator, ""}));
}

// The desk itself, or the one that must stand in for it.
DeskKind Thought::relieved(DeskKind turned_to) {
    learn(Fact::turned_to, index_turned_to(turned_to));
    const auto rule = ask(TableName::relief);
    note(TableName::relief, rule);
    const auto kind = desk_turned_to(said(TableName::relief, rule));
    if (kind != turned_to) decision_.because = decision_.fired.back();
    return kind;
}

Desk Thought::first_desk() {
    const auto way = ask(TableName::way);
    note(TableName::way, way);
    learn(Fact::way, said(TableName::way, way));
    const auto wish = ask(TableName::wish_met);
    note(TableName::wish_met, wish);
    learn(Fact::wish_met, said(TableName::wish_met, wish));
    const auto rule = ask(TableName::first_desk);
    note(TableName::first_desk, rule);
    decision_.because = decision_.fired.back();
    const auto desk = desk_of(relieved(desk_turned_to(said(TableName::first_desk, rule))));
    if (said(TableName::first_desk, rule, 1) != 0) decision_.consult = "coordinator";
    return desk;
}

Desk Thought::next_desk(const Desk& from, Cause cause) {
    learn(Fact::at, from.kind);
    learn(Fact::cause, cause);
    const auto rule = ask(TableName::next_desk);
    note(TableName::next_desk, rule);
    decision_.because = decision_.fired.back();
    const auto kind = relieved(desk_turned_to(said(TableName::next_desk, rule)));
    return kind == from.kind ? from : desk_of(kind);
}

void Thought::pass_over(const Desk& desk) {
    for (const auto& one : people_.judged(desk))
        if (one.verdict < Verdict::with_interpreter)
            decision_.passed_over.push_back(
                {one.person->id, parts_.tables[TableName::eligibility].rule(one.rule).id});
}

// Those desks that would have come before the one that has it, had they been able to act.
void Thought::pass_over_closed_desks() {
    const auto is_closed = [&](Fact fact) {
        const auto state = static_cast<DeskState>(facts_[fact]);
        return state == DeskState::away || state == DeskState::barred;
    };
    const auto wish = asked_.intake.wishes;
    const bool to_host = asked_.intake.addressed_to == domain::AddressedTo::host || wish == DeskKind::advisor;
    const bool in_japanese =
        value_name(Fact::way, facts_[Fact::way]) == "employer_direct" || wish == DeskKind::department;
    if (desk_.kind != DeskKind::advisor && to_host && is_closed(Fact::advisor_desk))
        pass_over(desk_of(DeskKind::advisor));
    if (desk_.kind != DeskKind::leader && is_closed(Fact::leader_desk)) pass_over(desk_of(DeskKind::leader));
    if (desk_.kind != DeskKind::department && in_japanese && is_closed(Fact::department_desk))
        pass_over({DeskKind::department, ""});
    if (desk_.kind == DeskKind::department &&
        facts_[Fact::coordinator_desk] == static_cast<std::uint8_t>(DeskState::barred))
        pass_over({DeskKind::coordinator, ""});
}

void Thought::put_before(const Desk& desk) {
    desk_ = desk;
    decision_.desk = to_string(desk);
    facts_.set(Fact::desk, desk.kind);
    const auto judged = people_.judged(desk);
    decision_.eligible = people_.ranked(judged);
    decision_.no_one_eligible = decision_.eligible.empty() && desk.kind != DeskKind::supervisor;
    const bool somebody = !decision_.eligible.empty();
    learn(Fact::spoken, std::ranges::any_of(judged, [&](const Judged& one) {
              return one.speaks && (!somebody || one.verdict >= Verdict::with_interpreter);
          }));
    for (const auto& one : judged)
        if (one.verdict < Verdict::with_interpreter)
            decision_.passed_over.push_back(
                {one.person->id, parts_.tables[TableName::eligibility].rule(one.rule).id});
    if (somebody || desk.kind == DeskKind::coordinator) pass_over_closed_desks();
}

// A day that the caller names comes before the office's own deadline: then the case is due by the close of
// that day, but never sooner than an urgent one would be.
void Thought::pull_forward(DeskKind kind) {
    if (!text_.named_day || facts_[Fact::named_date] == static_cast<std::uint8_t>(NamedDate::none)) return;
    if (*text_.named_day < calendar::day_in_japan(moment_.now)) return;
    const auto close = calendar::at(*text_.named_day, std::chrono::minutes(17 * 60 + 45));
    const auto soonest =
        parts_.deadlines.at(Urgency::urgent, kind, Window::first_response, moment_.now, parts_.days);
    decision_.due = std::min(decision_.due, std::max(close, soonest));
}

void Thought::set_due(Window window) {
    const auto deadline = [&](Instant from) {
        return parts_.deadlines.at(decision_.urgency, desk_.kind, window, from, parts_.days);
    };
    decision_.due = deadline(moment_.now);
    learn(Fact::window, window);
    note(TableName::deadlines, parts_.deadlines.rule(decision_.urgency, desk_.kind, window));
    learn(Fact::date_before_due, false);
    if (!text_.named_day) return;
    const auto received = asked_.intake.received_at;
    const auto by_the_clock =
        calendar::day_in_japan(received == moment_.now ? decision_.due : deadline(received));
    facts_.set(Fact::date_before_due, *text_.named_day <= by_the_clock);
    decision_.named_date = iso(*text_.named_day);
    pull_forward(desk_.kind);
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
