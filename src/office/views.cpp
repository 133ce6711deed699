#include "office/views.h"

#include "office/case_view.h"
#include "office/deadline_view.h"
#include "office/emergency.h"
#include "office/entry_view.h"
#include "office/explained.h"
#include "office/sight.h"
#include "office/standing.h"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <charconv>

namespace sodan::office {

namespace json = boost::json;
using Why = Refusal::Why;

Outcome<CaseRow> seen(const Viewing& viewing, CaseRef ref, Action action) {
    auto row = viewing.reading.find_case(ref);
    const auto refusal = refused(viewing.person, action, row);
    if (!refusal || (row && is_open_to(viewing.person, *row, viewing.now))) return *std::move(row);
    return *refusal;
}

namespace {

json::object object(const std::string& stored) {
    return stored.empty() ? json::object{} : json::parse(stored).as_object();
}

json::object entry_view(const Viewing& viewing, const EntryRow& entry) {
    json::object out{{"version", entry.version},
                     {"event", entry.event},
                     {"happened_at", to_string(entry.happened_at)},
                     {"written_at", to_string(entry.written_at)},
                     {"actor", entry.actor},
                     {"body", body_shown(viewing, entry)}};
    if (!entry.detail.empty()) out["detail"] = object(entry.detail);
    if (entry.gone) out["gone"] = true;
    return out;
}

json::array sentences(const routing::Rules& rules, const routing::Decision& decision,
                      const domain::Office& office, std::string_view language) {
    json::array out;
    for (const auto& one : rules.sentences(decision, office, language)) out.emplace_back(one);
    return out;
}

// Who advises the other side is not named, not even as one who was passed over.
routing::Decision without_the_other_side(routing::Decision decision) {
    if (!decision.question) return decision;
    const auto& theirs = decision.question->other_side;
    std::erase_if(decision.passed_over, [&](const routing::PassedOver& one) {
        return std::ranges::find(theirs, one.person) != theirs.end();
    });
    return decision;
}

// The question stays behind: it names who works on other cases.
json::object shown(routing::Decision decision) {
    decision.question.reset();
    return written(decision).as_object();
}

// In the words and with the people of then, as far as they are known.
json::object decision_view(const Viewing& viewing, const RulesOf& rules_of, const EntryRow& entry,
                           const EntryRow& first) {
    auto past = past_decision(viewing.reading, entry, first);
    past.decision = without_the_other_side(std::move(past.decision));
    const auto known = rules_of(past.decision.rules_version);
    const auto& rules = known ? *known : viewing.rules;
    const auto office = past.office ? past.office : viewing.reading.office();
    json::object out{
        {"at", to_string(entry.written_at)}, {"event", entry.event}, {"decision", shown(past.decision)}};
    out["sentences"] = json::object{{"en", sentences(rules, past.decision, *office, "en")},
                                    {"ja", sentences(rules, past.decision, *office, "ja")}};
    if (known) add_explanation(out, rules, past);
    return out;
}

// What was asked, for those whose counsel is sought and who see nothing else.
std::string question(Reading& reading, CaseRef ref) {
    std::string out;
    for (const auto& entry : reading.entries_of(ref)) {
        const bool asked =
            entry.event == chain::Consulted::name || entry.event == chain::CommitteeProposed::name;
        if (!asked || entry.detail.empty()) continue;
        const auto detail = object(entry.detail);
        if (const auto* text = detail.if_contains("question")) out = text->as_string();
    }
    return out;
}

}  // namespace

namespace {

json::object deadline_view(const routing::Rules& rules, const routing::Counted& counted) {
    auto out = written(counted).as_object();
    json::object said;
    for (const char* language : {"en", "ja"}) {
        json::array lines;
        for (auto& sentence : rules.sentences(counted, language)) lines.emplace_back(std::move(sentence));
        said[language] = std::move(lines);
    }
    out["sentences"] = std::move(said);
    return out;
}

// By when, and why then.
void add_deadlines(json::object& to, const Viewing& viewing, CaseRef ref) {
    const auto journal = viewing.reading.entries_of(ref);
    const auto rules_of = every_kept(viewing.reading, viewing.rules);
    if (const auto due = deadline_of(journal, rules_of)) to["deadline"] = deadline_view(viewing.rules, *due);
    if (const auto answer = first_answer_of(journal, rules_of))
        to["first_answer"] = deadline_view(viewing.rules, *answer);
}

}  // namespace

Outcome<json::object> view_case(const Viewing& viewing, CaseRef ref) {
    const auto row = seen(viewing, ref, Action::read_case);
    if (!row) return row.refusal();
    auto view = case_view(viewing.person, *row, viewing.now);
    if (sight_of(viewing.person, *row) == Sight::counsel) view["question"] = question(viewing.reading, ref);
    json::object out;
    if (sees_whole(viewing.person, *row, viewing.now)) {
        add_deadlines(view, viewing, ref);
        const CaseFile file(*row, {});
        auto panel = emergency_panel(file, *viewing.reading.office(), viewing.rules.texts());
        if (panel) out["emergency"] = *std::move(panel);
    }
    out["case"] = std::move(view);
    return out;
}

Outcome<json::object> view_history(const Viewing& viewing, CaseRef ref) {
    const auto row = seen(viewing, ref, Action::read_history);
    if (!row) return row.refusal();
    json::array items;
    for (const auto& entry : viewing.reading.entries_of(ref)) items.push_back(entry_view(viewing, entry));
    return json::object{{"items", std::move(items)}};
}

Outcome<json::object> view_decisions(const Viewing& viewing, CaseRef ref) {
    const auto row = seen(viewing, ref, Action::read_decisions);
    if (!row) return row.refusal();
    json::array items;
    const auto entries = viewing.reading.entries_of(ref);
    const auto rules_of = every_kept(viewing.reading, viewing.rules);
    for (const auto& entry : entries)
        if (!entry.decision.empty())
            items.push_back(decision_view(viewing, rules_of, entry, entries.front()));
    return json::object{{"items", std::move(items)}};
}

namespace {

Refusal bad_filter(std::string field, std::string known) {
    return refuse(Why::invalid, "list.bad_filter", "/" + std::move(field), {{"known", std::move(known)}});
}

Outcome<bool> flag(const std::optional<std::string>& given, const char* field) {
    if (!given || *given == "false") return false;
    if (*given == "true") return true;
    return bad_filter(field, "true, false");
}

std::optional<Refusal> read_choices(const ListRequest& asked, CaseQuery& query) {
    query.desk = asked.desk;
    if (asked.desk && !domain::Desk::parse(*asked.desk))
        return bad_filter("desk", "advisor/37, leader/fr, coordinator, department");
    if (asked.state && !from_code<chain::Custody>(*asked.state))
        return bad_filter("state", codes<chain::Custody>());
    query.custody = asked.state;
    if (!asked.urgency) return {};
    const auto urgency = from_code<domain::Urgency>(*asked.urgency);
    if (!urgency) return bad_filter("urgency", codes<domain::Urgency>());
    query.urgency = static_cast<int>(*urgency);
    return {};
}

std::optional<Refusal> read_limit(const ListRequest& asked, CaseQuery& query) {
    constexpr int most = 200;
    if (!asked.limit) return {};
    const auto* end = asked.limit->data() + asked.limit->size();
    const auto [stopped, error] = std::from_chars(asked.limit->data(), end, query.limit);
    if (error != std::errc{} || stopped != end || query.limit < 1 || query.limit > most)
        return bad_filter("limit", fmt::format("1 ... {}", most));
    return {};
}

// References are read to one another without hyphens, in capitals, with the usual mistakes of the ear mended.
std::optional<std::string> reference_signs(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '-' || c == ' ') continue;
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        const char sign = upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
        if (std::string_view("0123456789ABCDEFGHJKMNPQRSTVWXYZ").find(sign) == std::string_view::npos)
            return {};
        out += sign;
    }
    if (out.empty() || out.size() > 9) return {};
    return out;
}

Outcome<CaseQuery> query_of(const Viewing& viewing, const ListRequest& asked) {
    CaseQuery query{.viewer = viewing.person.id, .shares = shares_of(viewing.person)};
    if (auto refusal = read_choices(asked, query)) return *refusal;
    if (auto refusal = read_limit(asked, query)) return *refusal;
    const auto mine = flag(asked.mine, "mine");
    if (!mine) return mine.refusal();
    const auto overdue = flag(asked.overdue, "overdue");
    if (!overdue) return overdue.refusal();
    query.mine = *mine;
    if (*overdue) query.overdue_at = viewing.now;
    query.cursor = asked.cursor.value_or("");
    if (!asked.q) return query;
    const auto signs = reference_signs(*asked.q);
    if (!signs) return bad_filter("q", "7KQF-2M9X-C");
    query.ref_begins = *signs;
    return query;
}

}  // namespace

Outcome<json::object> view_cases(const Viewing& viewing, const ListRequest& asked) {
    if (auto refusal = must_be_allowed(viewing.person, Action::list_cases)) return *refusal;
    const auto query = query_of(viewing, asked);
    if (!query) return query.refusal();
    const auto page = viewing.reading.list(*query);
    json::array items;
    for (const auto& row : page.cases) items.push_back(case_view(viewing.person, row, viewing.now));
    return json::object{{"items", std::move(items)}, {"next", page.next}};
}

std::optional<json::object> view_change(Reading& reading, const domain::Person& person,
                                        const EntryRow& entry) {
    if (entry.ref == CaseRef{} || entry.version == 0 || !may(person, Action::follow_events)) return {};
    const auto row = reading.find_case(entry.ref);
    if (!row || sight_of(person, *row) == Sight::none) return {};
    json::object out{{"case", to_string(entry.ref)}, {"version", entry.version}, {"event", entry.event}};
    if (sight_of(person, *row) == Sight::whole) out["desk"] = row->desk;
    return out;
}

}  // namespace sodan::office
