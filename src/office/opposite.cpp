#include "office/opposite.h"

#include "office/content_reads.h"
#include "office/walls.h"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <stdexcept>

namespace sodan::office {

using domain::PersonId;
using People = std::vector<PersonId>;

namespace {

chain::Memory memory_of(const CaseRow& row) {
    auto state = Reader::read<chain::Snapshot>(boost::json::parse(row.snapshot));
    if (!state) throw std::runtime_error("a stored state cannot be read");
    return std::move(state->memory);
}

CaseRow other_side(Reading& reading, const std::string& ref) {
    const auto parsed = CaseRef::parse(ref);
    auto row = parsed ? reading.find_case(*parsed) : std::nullopt;
    if (!row) throw std::runtime_error("a linked case is not there");
    return *std::move(row);
}

// Whoever knows what was said on that side: they had it, advised or wrote in it, or have read it.
People knowing(Reading& reading, CaseRef ref, const chain::Memory& memory) {
    auto out = readers_of(reading, ref);
    out.insert(out.end(), memory.advisers.begin(), memory.advisers.end());
    return out;
}

// Whoever holds a case is not kept from it, also where they once advised the other side.
People apart(People all, const People& advisers, const std::optional<PersonId>& holder) {
    all.insert(all.end(), advisers.begin(), advisers.end());
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    if (holder) std::erase(all, *holder);
    return all;
}

std::optional<PersonId> holder_of(const CaseRow& row) {
    return row.holder.empty() ? std::nullopt : std::optional(row.holder);
}

void keep_apart(const Acting& acting, CaseFile& one, const CaseFile& from) {
    const auto people = knowing(acting.reading, from.ref(), from.memory());
    one.keep_apart(apart(one.kept_apart(), people, one.memory().holder));
}

// Nobody who is kept apart still has it.
std::optional<Refusal> settle(const Acting& acting, CaseFile& file) {
    for (const auto& person : People(file.kept_apart()))
        if (auto refusal = take_from(acting, file, person)) return refusal;
    return go_on(acting, file);
}

std::optional<Refusal> keep_one_of_both(const Acting& acting, CaseFile& here, CaseFile& there) {
    const auto holder = here.memory().holder;
    if (!holder || there.memory().holder != holder) return {};
    return take_from(acting, here.logged_at() > there.logged_at() ? here : there, *holder);
}

bool is_linked(const CaseFile& one, const CaseFile& other) {
    const auto& sides = one.memory().other_sides;
    return std::ranges::find(sides, to_string(other.ref())) != sides.end();
}

// Who has come to advise `from` since, or has let go of `one`, is kept apart; where that leaves nobody, it
// goes on.
std::optional<Refusal> part(const Acting& acting, CaseFile& one, const CaseFile& from) {
    const auto before = one.kept_apart();
    keep_apart(acting, one, from);
    return one.kept_apart() == before ? std::nullopt : settle(acting, one);
}

bool is_closed(const CaseFile& file) { return file.state().custody == chain::Custody::closed; }

// What happens to the other side's case happens by nobody whom its helper could know.
Stamp of_nobody(const Acting& acting) { return {.actor = "clock", .now = acting.now}; }

}  // namespace

std::optional<Refusal> link_sides(const Acting& acting, Found& found, const CaseRow& other) {
    auto& here = found.file;
    CaseFile there(other, of_nobody(acting));
    if (is_linked(here, there)) return {};
    if (auto refusal = here.take(chain::Linked{to_string(there.ref()), "other_side"})) return refusal;
    if (auto refusal = there.take(chain::Linked{to_string(here.ref()), "other_side"})) return refusal;
    if (auto refusal = keep_one_of_both(acting, here, there)) return refusal;
    keep_apart(acting, here, there);
    keep_apart(acting, there, here);
    if (auto refusal = settle(acting, here)) return refusal;
    if (auto refusal = settle(acting, there)) return refusal;
    found.beside = there.changes();
    return {};
}

std::optional<Refusal> settle_other_sides(const Acting& acting, Found& found) {
    auto& here = found.file;
    if (!found.beside.cases.empty() || is_closed(here)) return {};  // they were just linked
    for (const auto& ref : here.memory().other_sides) {
        CaseFile there(other_side(acting.reading, ref), of_nobody(acting));
        if (auto refusal = part(acting, here, there)) return refusal;
        if (is_closed(there)) continue;
        if (auto refusal = part(acting, there, here)) return refusal;
        if (there.changed()) add(found.beside, there.changes());
    }
    return {};
}

Outcome<Changes> keep_reader_apart(const Acting& acting, const CaseRow& read) {
    Changes out;
    for (const auto& ref : memory_of(read).other_sides) {
        CaseFile there(other_side(acting.reading, ref), of_nobody(acting));
        auto people = apart(there.kept_apart(), {acting.person.id}, there.memory().holder);
        if (people == there.kept_apart()) continue;
        there.keep_apart(people);
        if (!is_closed(there))
            if (auto refusal = settle(acting, there)) return *refusal;
        add(out, there.changed() ? there.changes() : Changes{.apart = {{there.ref(), std::move(people)}}});
    }
    return out;
}

std::vector<ApartRow> kept_apart_by(Reading& reading, const CaseFile& file) {
    std::vector<ApartRow> out;
    auto mine = file.kept_apart();
    for (const auto& ref : file.memory().other_sides) {
        const auto row = other_side(reading, ref);
        mine = apart(std::move(mine), knowing(reading, row.ref, memory_of(row)), file.memory().holder);
        auto theirs = apart(row.kept_apart, knowing(reading, file.ref(), file.memory()), holder_of(row));
        if (theirs != row.kept_apart) out.push_back({row.ref, std::move(theirs)});
    }
    if (mine != file.kept_apart()) out.push_back({file.ref(), std::move(mine)});
    return out;
}

People kept_apart_from(Reading& reading, const CaseRow& row) {
    People out;
    for (const auto& ref : memory_of(row).other_sides) {
        const auto other = other_side(reading, ref);
        out = apart(std::move(out), knowing(reading, other.ref, memory_of(other)), holder_of(row));
    }
    return out;
}

}  // namespace sodan::office
