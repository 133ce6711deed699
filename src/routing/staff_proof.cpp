#include "routing/staff_proof.h"

#include "routing/parts.h"
#include "routing/staff_needs.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace sodan::routing {

using domain::Desk, domain::DeskKind, domain::PersonId;

namespace {

constexpr std::size_t enough = 5;  // witnesses of a claim

Claim a_claim(std::string name) { return {.part = "staff", .name = std::move(name), .about = ""}; }

void figure(Claim& claim, std::string name, std::size_t value) {
    claim.figures.emplace_back(std::move(name), std::to_string(value));
}

std::string listed(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
    return out.empty() ? "-" : out;
}

// People are named by their place, as everywhere.
std::string place_of(const domain::Office& office, const PersonId& id) {
    const auto* person = office.person(id);
    return person ? person->place : id;
}
std::string places_of(const domain::Office& office, const std::vector<PersonId>& ids) {
    std::vector<std::string> out;
    for (const auto& id : ids) out.push_back(place_of(office, id));
    return listed(out);
}

// What becomes of the inquiries of one language group while the desks stand in one way.
struct Service {
    std::size_t own_language = 0, interpreter = 0, handed_over = 0, nobody = 0;
    std::optional<Facts> unserved{};
    DeskKind ends_at{};
};

// Every inquiry that the tables can tell apart, once for each way in which the desks can stand.
class Services {
public:
    Services(const Tables& tables, std::size_t most) : route_(tables), asked_(route_.asked()), most_(most) {}

    const Service& of(std::uint8_t language_group, const DeskReaches& reaches) {
        const auto key = std::pair(language_group, reaches);
        const auto found = known_.find(key);
        if (found != known_.end()) return found->second;
        return known_.emplace(key, looked_at(language_group, reaches)).first->second;
    }
    bool gave_up() const { return endings_ > most_; }
    std::size_t endings() const { return endings_; }
    const std::vector<Fact>& asked() const { return asked_; }

private:
    Service looked_at(std::uint8_t language_group, const DeskReaches& reaches) {
        Service out;
        Facts facts;
        facts.set(Fact::language_group, language_group);
        do {
            for (unsigned refused = 0; refused < 8 && !gave_up(); ++refused)
                if (fits(facts, refused)) count(out, facts, with_refusals(reaches, refused));
        } while (advance(facts) && !gave_up());
        return out;
    }

    bool advance(Facts& facts) const {
        for (const auto fact : asked_) {
            const auto next = facts[fact] + 1U;
            const bool is_there = next < values_of(fact).size();
            facts.set(fact, is_there ? next : 0U);
            if (is_there) return true;
        }
        return false;
    }

    // A desk of which the caller said no is barred, and the facts say the same where a table asks for them.
    bool fits(const Facts& facts, unsigned refused) const {
        const auto agrees = [&](Fact fact, bool is_refused) {
            return std::ranges::find(asked_, fact) == asked_.end() || (facts[fact] == 1) == is_refused;
        };
        return agrees(Fact::consent_advisor, refused & 1) && agrees(Fact::consent_department, refused & 4);
    }
    static DeskReaches with_refusals(DeskReaches out, unsigned refused) {
        if ((refused & 1) && out.advisor != Reach::none) out.advisor = Reach::barred;
        if ((refused & 2) && out.leader != Reach::none) out.leader = Reach::barred;
        if ((refused & 4) && out.department != Reach::none) out.department = Reach::barred;
        return out;
    }

    void count(Service& out, const Facts& facts, const DeskReaches& reaches) {
        ++endings_;
        const auto ending = route_.ending(facts, reaches);
        if (ending.handed_over) ++out.handed_over;
        if (ending.reach == Reach::own_language)
            ++out.own_language;
        else if (ending.reach == Reach::interpreter)
            ++out.interpreter;
        else if (!out.nobody++) {
            out.unserved = facts;
            out.ends_at = ending.desk;
        }
    }

    StaffRoute route_;
    std::vector<Fact> asked_;
    std::size_t most_, endings_ = 0;
    std::map<std::pair<std::uint8_t, DeskReaches>, Service> known_{};
};

std::uint8_t language_group(const domain::Office& office, const std::string& language) {
    if (language == "ja") return 0;
    if (language == "en") return 1;
    return office.members({DeskKind::leader, language}).empty() ? 3 : 2;
}

// People whom nothing stands in the way of, at a desk that could use some.
domain::Office with_more(domain::Office office, const Desk& desk, const Need& need, int number) {
    for (int i = 0; i < number; ++i) {
        domain::Person person;
        person.id = person.place = "more-" + std::to_string(i);
        person.role = desk.kind == DeskKind::advisor  ? domain::Role::advisor
                      : desk.kind == DeskKind::leader ? domain::Role::leader
                                                      : domain::Role::coordinator;
        person.of = desk.of;
        person.languages = {"en", "ja", need.language};
        office = office.with(std::move(person));
    }
    return office;
}

// More people of a kind of desk; "none" when two more of one kind are not enough.
struct Repair {
    std::string desk = "none";
    int more = 0;
};

class StaffProof {
public:
    StaffProof(const Rules& rules, const domain::Office& office, Instant now, int absent, std::size_t most)
        : rules_(rules), office_(office), now_(now), absent_(absent), most_(most) {}

    std::vector<Claim> run() const { return {someone(), own_case(), leaders(), advisors()}; }

    Claim someone() const {
        auto out = a_claim("someone_remains");
        const StaffDesks desks(rules_.parts().tables[TableName::eligibility], office_, now_);
        StaffNeeds needs(desks, office_, absent_);
        Services services(rules_.parts().tables, most_);
        Service all;
        std::size_t situations = 0;
        needs.each([&](const Situation& here) {
            const auto& service = services.of(language_group(office_, here.need.language), here.reaches);
            ++situations;
            all.own_language += service.own_language;
            all.interpreter += service.interpreter;
            all.handed_over += service.handed_over;
            all.nobody += service.nobody;
            if (service.unserved) refute(out, here, service, services.asked());
        });
        if (services.gave_up()) out.verdict = ClaimVerdict::unknown;
        figure(out, "absent", static_cast<std::size_t>(absent_));
        figure(out, "needs", needs.needs());
        figure(out, "situations", situations);
        figure(out, "routes", services.endings());
        figure(out, "hour_classes", 1);  // who is at work does not depend on the hour in these tables
        figure(out, "own_language", all.own_language);
        figure(out, "through_an_interpreter", all.interpreter);
        figure(out, "handed_over", all.handed_over);
        figure(out, "nobody", all.nobody);
        figure(out, "slack", slack(desks, needs.languages()));
        return out;
    }

private:
    // How few coordinators remain, whoever is complained about, when as many are away as were asked for.
    std::size_t slack(const StaffDesks& desks, const std::vector<std::string>& languages) const {
        const Desk top{DeskKind::coordinator, ""};
        auto fewest = office_.people().size();
        for (const auto* member : office_.members(top))
            for (const auto& language : languages)
                fewest = std::min(fewest, desks.eligible(top, language, member->id).size());
        const auto away = static_cast<std::size_t>(absent_);
        return fewest > away ? fewest - away : 0;
    }

    void refute(Claim& out, const Situation& here, const Service& service,
                const std::vector<Fact>& asked) const {
        out.verdict = ClaimVerdict::refuted;
        if (out.witnesses.size() >= enough) return;
        Witness witness;
        for (const auto fact : asked)
            witness.given.emplace(name_of(fact), value_name(fact, (*service.unserved)[fact]));
        witness.given.emplace("language", here.need.language);
        witness.given.emplace("host", here.need.host.value_or("-"));
        witness.given.emplace("about", here.need.subject ? place_of(office_, *here.need.subject) : "-");
        witness.given.emplace("absent", places_of(office_, here.absent));
        std::vector<std::pair<std::string, std::string>> values(witness.given.begin(), witness.given.end());
        values.emplace_back("desk", to_string(Desk{service.ends_at, ""}));
        const auto mended = out.witnesses.empty() && !is_repair_ ? repair(here.need) : Repair{""};
        values.emplace_back("repair", mended.desk);
        values.emplace_back("more", std::to_string(mended.more));
        witness.message = {"witness.staff.nobody_remains", std::move(values)};
        out.witnesses.push_back(std::move(witness));
    }

    // The smallest one that mends everything, tried at each desk that the need can reach.
    Repair repair(const Need& need) const {
        const std::vector<Desk> desks{{DeskKind::coordinator, ""},
                                      {DeskKind::advisor, need.host.value_or("")},
                                      {DeskKind::leader, need.language}};
        for (int more = 1; more <= 2; ++more)
            for (const auto& desk : desks) {
                const auto larger = with_more(office_, desk, need, more);
                StaffProof again(rules_, larger, now_, absent_, most_);
                again.is_repair_ = true;
                if (again.someone().verdict == ClaimVerdict::proved)
                    return {std::string(code(desk.kind)), more};
            }
        return {};
    }

    Claim own_case() const {
        auto out = a_claim("nobody_on_own_case");
        const StaffDesks desks(rules_.parts().tables[TableName::eligibility], office_, now_);
        std::size_t looked_at = 0;
        for (const auto& person : office_.people()) {
            const auto desk = domain::desk_of(person);
            if (!desk) continue;
            ++looked_at;
            const auto may = desks.eligible(*desk, "en", person.id);
            if (std::ranges::find(may, person.id) == may.end()) continue;
            out.verdict = ClaimVerdict::refuted;
            if (out.witnesses.size() < enough)
                out.witnesses.push_back({.message = {"witness.staff.own_case", {{"person", person.place}}},
                                         .given = {{"about", person.place}, {"desk", to_string(*desk)}}});
        }
        figure(out, "people", looked_at);
        return out;
    }

    // A desk at which nobody is left when a few are away: a warning that says what would mend it.
    void warn(Claim& out, const StaffDesks& desks, const Desk& desk, const std::string& language,
              std::string_view witness) const {
        const auto becomes = desks.becomes(desk, language, {}, absent_);
        const auto gone =
            std::ranges::find_if(becomes, [](const Becomes& one) { return one.reach > Reach::interpreter; });
        if (gone == becomes.end()) return;
        out.verdict = ClaimVerdict::refuted;
        out.witnesses.push_back(
            {.message = {std::string(witness),
                         {{"of", desk.of},
                          {"when", gone->absent.empty() ? "now" : "then"},
                          {"absent", places_of(office_, gone->absent)}}},
             .given = {{"desk", to_string(desk)}, {"absent", places_of(office_, gone->absent)}}});
    }

    Claim leaders() const {
        auto out = a_claim("leaders_remain");
        out.warns_only = true;
        const StaffDesks desks(rules_.parts().tables[TableName::eligibility], office_, now_);
        const auto languages = office_.languages_with_leaders();
        for (const auto& language : languages)
            warn(out, desks, {DeskKind::leader, language}, language, "witness.staff.no_leader");
        figure(out, "languages", languages.size());
        figure(out, "absent", static_cast<std::size_t>(absent_));
        figure(out, "found", out.witnesses.size());
        return out;
    }

    Claim advisors() const {
        auto out = a_claim("advisors_remain");
        out.warns_only = true;
        const StaffDesks desks(rules_.parts().tables[TableName::eligibility], office_, now_);
        for (const auto& host : office_.hosts())
            warn(out, desks, {DeskKind::advisor, host.code}, "en", "witness.staff.no_advisor");
        figure(out, "hosts", office_.hosts().size());
        figure(out, "absent", static_cast<std::size_t>(absent_));
        figure(out, "found", out.witnesses.size());
        return out;
    }

    const Rules& rules_;
    const domain::Office& office_;
    Instant now_;
    int absent_;
    std::size_t most_;
    bool is_repair_ = false;
};

// The proof judges people by who they are; a table that asked for the inquiry as well would need another one.
bool judges_people_alone(const Table& eligibility) {
    constexpr std::array of_person{Fact::wall,       Fact::excluded, Fact::subject, Fact::tie,
                                   Fact::other_side, Fact::presence, Fact::speaks,  Fact::belongs};
    return std::ranges::all_of(eligibility.text().inputs, [&](Fact fact) {
        return std::ranges::find(of_person, fact) != of_person.end();
    });
}

}  // namespace

std::vector<Claim> prove_staff(const Rules& rules, const domain::Office& office, Instant now, int absent,
                               std::size_t most_endings) {
    auto out = StaffProof(rules, office, now, absent, most_endings).run();
    if (!judges_people_alone(rules.parts().tables[TableName::eligibility]) || absent < 0 || absent > 2)
        for (auto& claim : out) claim.verdict = ClaimVerdict::unknown;
    return out;
}

}  // namespace sodan::routing
