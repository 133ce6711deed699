#include "office/incident.h"

#include "office/past.h"
#include "office/rights.h"
#include "office/standing.h"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace sodan::office {

namespace json = boost::json;
using Why = Refusal::Why;

namespace {

constexpr int page = 1000;
constexpr std::size_t most_listed = 1000;
constexpr int items = 9;  // of Article 8

struct Read {
    Instant at;
    std::string person;
    CaseRef ref;
    std::string what;
};

struct Account {
    std::vector<Read> reads{};
    std::set<CaseRef> cases{};
    std::set<std::string> people{};
    std::int64_t changes = 0, further_reads = 0;
    bool names_cases = true;
};

class Journey {
public:
    Journey(const Viewing& viewing, const IncidentAsked& asked, std::optional<CaseRef> only)
        : viewing_(viewing), asked_(asked), only_(only) {
        out_.names_cases = scope_of(viewing.person.role, Action::read_case) != Scope::none;
    }

    Account through() {
        auto after = last_before(viewing_.reading, asked_.since);
        for (auto entries = viewing_.reading.record_after(after, page); !entries.empty();
             entries = viewing_.reading.record_after(after, page)) {
            for (const auto& entry : entries) {
                if (entry.written_at > asked_.until) return std::move(out_);
                if (concerns(entry)) add(entry);
            }
            after = entries.back().seq;
        }
        return std::move(out_);
    }

private:
    bool concerns(const EntryRow& entry) {
        if (entry.ref == CaseRef{}) return false;
        if (only_ && (entry.ref != *only_ || !out_.names_cases)) return false;
        if (asked_.person && entry.actor != *asked_.person) return false;
        return !is_walled(entry.ref);
    }

    bool is_walled(CaseRef ref) {
        const auto [place, is_new] = walled_.try_emplace(ref, false);
        if (!is_new) return place->second;
        const auto row = viewing_.reading.find_case(ref);
        return place->second = !row || std::ranges::find(row->walls, viewing_.person.id) != row->walls.end();
    }

    void add(const EntryRow& entry) {
        out_.cases.insert(entry.ref);
        out_.people.insert(entry.actor);
        if (entry.event != "content_read")
            ++out_.changes;
        else if (out_.reads.size() == most_listed)
            ++out_.further_reads;
        else
            out_.reads.push_back({entry.written_at, entry.actor, entry.ref, what_of(entry)});
    }

    static std::string what_of(const EntryRow& entry) {
        return std::string(json::parse(entry.body).at("what").as_string());
    }

    const Viewing& viewing_;
    const IncidentAsked& asked_;
    std::optional<CaseRef> only_;
    std::map<CaseRef, bool> walled_;
    Account out_;
};

class Draft {
public:
    Draft(const Viewing& viewing, const IncidentAsked& asked, const Account& account)
        : viewing_(viewing), asked_(asked), account_(account) {}

    std::string in(std::string_view language) const {
        const auto say = [&](const std::string& key) {
            return viewing_.rules.texts().text({"incident." + key, values(language)}, language) + "\n";
        };
        auto out = say("title") + "\n" + say("about") + "\n";
        for (int item = 1; item <= items; ++item)
            out += say(fmt::format("item{}", item)) + say(fmt::format("item{}.text", item)) + "\n";
        return out + say("reads") + reads(language);
    }

private:
    std::vector<std::pair<std::string, std::string>> values(std::string_view language) const {
        const auto head = viewing_.reading.head();
        return {{"since", to_string(asked_.since)},
                {"until", to_string(asked_.until)},
                {"now", to_string(viewing_.now)},
                {"cases", std::to_string(account_.cases.size())},
                {"people", std::to_string(account_.people.size())},
                {"names", names()},
                {"refs", refs()},
                {"reads",
                 std::to_string(account_.reads.size() + static_cast<std::size_t>(account_.further_reads))},
                {"changes", std::to_string(account_.changes)},
                {"seq", std::to_string(head.seq)},
                {"hash", head.hash},
                {"gap", viewing_.rules.texts().text({"incident.gap"}, language)}};
    }

    std::string names() const {
        const auto office = viewing_.reading.office();
        std::vector<std::string> out;
        for (const auto& id : account_.people) {
            const auto* person = office->person(id);
            out.push_back(person ? fmt::format("{} ({})", person->name, id) : id);
        }
        return out.empty() ? "-" : fmt::format("{}", fmt::join(out, ", "));
    }

    std::string refs() const {
        std::vector<std::string> out;
        if (account_.names_cases)
            for (const auto ref : account_.cases) out.push_back(to_string(ref));
        return out.empty() ? "-" : fmt::format("{}", fmt::join(out, ", "));
    }

    std::string reads(std::string_view language) const {
        std::string out;
        for (const auto& read : account_.reads)
            out += fmt::format("- {}  {}  {}  {}\n", to_string(read.at), read.person,
                               account_.names_cases ? to_string(read.ref) : "-",
                               viewing_.rules.texts().text({"incident.what." + read.what}, language));
        if (account_.further_reads > 0)
            out += viewing_.rules.texts().text(
                       {"incident.further", {{"count", std::to_string(account_.further_reads)}}}, language) +
                   "\n";
        return out;
    }

    const Viewing& viewing_;
    const IncidentAsked& asked_;
    const Account& account_;
};

json::object told(const Account& account) {
    json::array reads, cases, people;
    for (const auto& read : account.reads) {
        json::object one{{"at", to_string(read.at)}, {"person", read.person}, {"what", read.what}};
        if (account.names_cases) one["case"] = to_string(read.ref);
        reads.push_back(std::move(one));
    }
    if (account.names_cases)
        for (const auto ref : account.cases) cases.emplace_back(to_string(ref));
    for (const auto& id : account.people) people.emplace_back(id);
    return {{"reads", std::move(reads)},          {"cases", std::move(cases)},
            {"case_count", account.cases.size()}, {"people", std::move(people)},
            {"changes", account.changes},         {"complete", account.further_reads == 0}};
}

}  // namespace

Outcome<json::object> draft_incident(const Viewing& viewing, const IncidentAsked& asked) {
    if (auto refusal = must_be_allowed(viewing.person, Action::keep_keys)) return *refusal;
    if (asked.until <= asked.since) return refuse(Why::invalid, "incident.ends_first", "/until");
    const auto ref = asked.case_ ? CaseRef::parse(*asked.case_) : std::nullopt;
    if (asked.case_ && !ref) return refuse(Why::invalid, "case.not_a_reference", "/case");
    const auto account = Journey(viewing, asked, ref).through();
    auto out = told(account);
    const Draft draft(viewing, asked, account);
    out["text"] = json::object{{"en", draft.in("en")}, {"ja", draft.in("ja")}};
    return out;
}

}  // namespace sodan::office
