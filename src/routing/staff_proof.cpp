#include "routing/staff_proof.h"

#include "base/described.h"
#include "routing/parts.h"
#include "routing/staff_survey.h"

#include <algorithm>
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

class StaffProof {
public:
    StaffProof(const Rules& rules, const domain::Office& office, Instant now, int absent, std::size_t most)
        : office_(office),
          services_(rules.parts().tables, most),
          about_{rules.parts().tables, office, now, absent, services_},
          desks_(rules.parts().tables[TableName::eligibility], office, now),
          survey_(survey(about_)) {}

    std::vector<Claim> run() const {
        return {someone_remains(),
                remains("own_language_remains", Grade::own_language),
                remains("desk_remains", Grade::through_an_interpreter),
                nobody_on_own_case(),
                leaders_remain(),
                advisors_remain()};
    }

private:
    Claim someone_remains() const {
        auto out = a_claim("someone_remains");
        find(out, Grade::handed_over, "witness.staff.nobody_remains");
        figure(out, "situations", survey_.situations);
        figure(out, "routes", survey_.endings);
        figure(out, "hour_classes", 1);  // who is at work does not depend on the hour in these tables
        std::size_t all = 0;
        for (const auto count : survey_.at_worst) all += count;
        figure(out, "inquiries", all);
        for (const auto grade :
             {Grade::own_language, Grade::through_an_interpreter, Grade::handed_over, Grade::nobody})
            figure(out, std::string(code(grade)), survey_.at_worst[static_cast<std::size_t>(grade)]);
        figure(out, "slack", slack());
        return out;
    }

    // Whoever is served so well while all others are there still is when a few are away.
    Claim remains(std::string name, Grade grade) const {
        auto out = a_claim(std::move(name));
        out.warns_only = true;
        find(out, grade, "witness.staff." + out.name);
        return out;
    }

    // What is lost of a grade. Where nobody remains, what mends the first mends nearly always the others, and
    // looking for it takes as long as all the rest.
    void find(Claim& out, Grade grade, const std::string& witness) const {
        const auto& losses = survey_.losses_of(grade);
        if (losses.needs > 0) out.verdict = ClaimVerdict::refuted;
        if (survey_.gave_up) out.verdict = ClaimVerdict::unknown;
        figure(out, "absent", static_cast<std::size_t>(about_.absent));
        figure(out, "needs", survey_.needs);
        figure(out, "found", losses.needs);
        for (const auto& loss : losses.examples) {
            const bool says_repair = out.witnesses.empty() || grade != Grade::handed_over;
            out.witnesses.push_back(
                shown(witness, loss, says_repair ? smallest_repair(about_, loss, grade) : Repair{""}));
        }
    }

    Witness shown(const std::string& key, const Loss& loss, const Repair& repair) const {
        Witness out{.message = {key, {}}, .given = loss.given};
        out.given.emplace("language", loss.need.language);
        out.given.emplace("host", loss.need.host.value_or("-"));
        out.given.emplace("about", loss.need.subject ? place_of(office_, *loss.need.subject) : "-");
        out.given.emplace("absent", places_of(office_, loss.absent));
        auto& values = out.message.values;
        values.assign(out.given.begin(), out.given.end());
        values.emplace_back("desk", to_string(Desk{loss.ends_at, ""}));
        values.emplace_back("repair", repair.desk);
        values.emplace_back("more", std::to_string(repair.more));
        return out;
    }

    // How few coordinators remain, whoever is complained about, when as many are away as were asked for.
    std::size_t slack() const {
        const Desk top{DeskKind::coordinator, ""};
        const auto languages = StaffNeeds(desks_, office_, about_.absent).languages();
        auto fewest = office_.people().size();
        for (const auto* member : office_.members(top))
            for (const auto& language : languages)
                fewest = std::min(fewest, desks_.eligible(top, language, member->id).size());
        const auto away = static_cast<std::size_t>(about_.absent);
        return fewest > away ? fewest - away : 0;
    }

    // In a language that they speak, or in none.
    bool may_take_own_case(const domain::Person& person, const Desk& desk) const {
        std::vector<std::string> languages{spoken_by_nobody};
        if (!person.languages.empty()) languages.push_back(person.languages.front());
        return std::ranges::any_of(languages, [&](const std::string& language) {
            const auto may = desks_.eligible(desk, language, person.id);
            return std::ranges::find(may, person.id) != may.end();
        });
    }

    Claim nobody_on_own_case() const {
        auto out = a_claim("nobody_on_own_case");
        std::size_t looked_at = 0;
        for (const auto& person : office_.people()) {
            const auto desk = domain::desk_of(person);
            if (!desk) continue;
            ++looked_at;
            if (!may_take_own_case(person, *desk)) continue;
            out.verdict = ClaimVerdict::refuted;
            if (out.witnesses.size() < enough)
                out.witnesses.push_back({.message = {"witness.staff.own_case", {{"person", person.place}}},
                                         .given = {{"about", person.place}, {"desk", to_string(*desk)}}});
        }
        figure(out, "people", looked_at);
        return out;
    }

    // A desk at which nobody is left when a few are away: a warning that says what would mend it.
    void warn(Claim& out, const Desk& desk, const std::string& language, std::string_view witness) const {
        const auto becomes = desks_.becomes(desk, language, {}, about_.absent);
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

    Claim leaders_remain() const {
        auto out = a_claim("leaders_remain");
        out.warns_only = true;
        const auto languages = office_.languages_with_leaders();
        for (const auto& language : languages)
            warn(out, {DeskKind::leader, language}, language, "witness.staff.no_leader");
        figure(out, "languages", languages.size());
        figure(out, "absent", static_cast<std::size_t>(about_.absent));
        figure(out, "found", out.witnesses.size());
        return out;
    }

    Claim advisors_remain() const {
        auto out = a_claim("advisors_remain");
        out.warns_only = true;
        for (const auto& host : office_.hosts())
            warn(out, {DeskKind::advisor, host.code}, "en", "witness.staff.no_advisor");
        figure(out, "hosts", office_.hosts().size());
        figure(out, "absent", static_cast<std::size_t>(about_.absent));
        figure(out, "found", out.witnesses.size());
        return out;
    }

    const domain::Office& office_;
    Services services_;
    Surveying about_;
    StaffDesks desks_;
    Survey survey_;
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
