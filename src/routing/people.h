#pragma once
// Who of a desk may take a case: each member is put before the table "eligibility", and those who may are
// ranked.

#include "domain/office.h"
#include "routing/routing.h"
#include "routing/table.h"

#include <optional>
#include <span>
#include <vector>

namespace sodan::routing {

enum class Verdict : std::uint8_t {
    barred,
    no,
    with_interpreter,
    yes
};  // in the order of the table's output values

// A case, new or standing, as far as people are concerned.
struct Asked {
    const domain::Intake& intake;
    std::span<const domain::PersonId> walls{};
    std::span<const domain::PersonId> other_side{};
    std::optional<domain::PersonId> continuity{};
};

struct Judged {
    const domain::Person* person = nullptr;
    Verdict verdict = Verdict::no;
    RuleIndex rule = 0;
    bool speaks = false;
};

class People {
public:
    // `known` are the facts of the inquiry. All arguments must outlive this.
    People(const Table& eligibility, const Asked&, const Moment&, const Facts& known);

    std::vector<Judged> judged(const domain::Desk&) const;  // in office order
    DeskState state(const domain::Desk&) const;
    // Best first: who has held it before, who does not hold as many as they can, who needs no interpreter,
    // who has least to do, and then by turns from day to day.
    std::vector<domain::PersonId> ranked(std::span<const Judged>) const;

private:
    Judged judge(const domain::Person&, const domain::Desk&) const;
    Tie tie_to_subjects(const domain::Person&) const;
    bool is_refused(domain::DeskKind) const;

    const Table& table_;
    const Asked& asked_;
    const Moment& moment_;
    Facts known_;
    std::vector<const domain::Person*> subjects_;
};

}  // namespace sodan::routing
