// A person's own sessions and tokens: seen, ended, made.

#include "office/accounts.h"
#include "office/acts.h"

#include <algorithm>

namespace sodan::office {

namespace json = boost::json;
using Why = Refusal::Why;

namespace {

constexpr std::string_view event_of_end(PassKind kind) {
    return kind == PassKind::token ? "token_revoked" : "session_ended";
}

Refused may_issue(const Acting&, const Bearer& by, const IssueToken& asked) {
    constexpr std::size_t longest_name = 100;
    constexpr std::int64_t most_days = 366;
    if (auto refusal = must_be_said(asked.name, "/name")) return refusal;
    if (asked.name.size() > longest_name)
        return refuse(Why::invalid, "accounts.name_too_long", "/name",
                      {{"limit", std::to_string(longest_name)}});
    if (asked.days < 1 || asked.days > most_days)
        return refuse(Why::invalid, "accounts.token_days", "/days", {{"most", std::to_string(most_days)}});
    const Scopes scopes(asked.scopes);
    if (scopes.are_none()) return refuse(Why::invalid, "accounts.no_scopes", "/scopes");
    if (!scopes.are_within(by.scopes)) return refuse(Why::not_allowed, "accounts.scopes_beyond", "/scopes");
    return {};
}

Instant end_of(const Acting& acting, const Bearer& by, const IssueToken& asked) {
    const auto wanted = acting.now + std::chrono::days{asked.days};
    return by.kind == PassKind::token ? std::min(wanted, by.ends_at) : wanted;
}

}  // namespace

Outcome<json::object> view_passes(const Viewing& viewing, const Bearer& by, PassKind kind) {
    json::array items;
    for (const auto& row : good_passes(viewing.reading, viewing.person.id, viewing.now))
        if (row.kind == kind) items.push_back(shown(row, by));
    return json::object{{"items", std::move(items)}};
}

Outcome<Granted> end_pass(const Acting& acting, PassKind kind, const std::string& id) {
    const auto row = acting.reading.accounts().pass(id);
    const bool is_own = row && row->kind == kind && row->person == acting.person.id;
    if (!is_own || row->ends_at <= acting.now) return refuse(Why::not_found, "accounts.no_such_pass");
    Granted out{.answer = {{"ended", id}}};
    out.changes.passes.push_back(ended(*row, acting.now));
    out.changes.entries.push_back(
        account_entry(acting.now, acting.person.id, std::string(event_of_end(kind)), {{"pass", id}}));
    return out;
}

Outcome<Granted> issue_token(const Acting& acting, const Bearer& by, const IssueToken& asked,
                             const CheckedPassword& checked) {
    if (auto refusal = may_issue(acting, by, asked)) return *refusal;
    if (auto refusal = refused_without_password(acting, checked)) return *refusal;
    const auto token = new_pass(
        {PassKind::token, acting.person.id, Scopes(asked.scopes), asked.name, end_of(acting, by, asked)},
        acting.now);
    Granted out;
    out.changes.passes.push_back(token.row);
    out.answer = shown(token.row, by);
    out.changes.entries.push_back(account_entry(
        acting.now, acting.person.id, "token_issued",
        {{"pass", token.row.id}, {"scopes", token.row.scopes}, {"ends_at", to_string(token.row.ends_at)}}));
    out.answer["token"] = token.secret;
    return out;
}

}  // namespace sodan::office
