#include "verify/journal.h"

#include "seal/digest.h"

#include <fmt/format.h>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include <string_view>

namespace sodan::verify {

namespace json = boost::json;

namespace {

constexpr const char* all_entries =
    "select j.seq, coalesce(c.ref, 0), j.version, j.happened_at, j.written_at, j.actor, j.event, j.body,"
    " j.detail, j.decision, j.state, j.hash, j.case_id"
    " from journal j left join cases c on c.id = j.case_id order by j.seq";

enum Column { seq, ref, version, happened_at, written_at, actor, event, body, detail, decision, state, hash };
constexpr int case_id = hash + 1;

seal::Digest linked(const seal::Digest& previous, const Row& row) {
    seal::Hashing hashing(previous);
    for (int column = seq; column <= written_at; ++column) hashing.field(row.number(column));
    for (int column = actor; column <= state; ++column) hashing.field(row.text(column));
    return hashing.digest();
}

std::string text_in(const json::object& from, std::string_view name) {
    const auto* value = from.if_contains(name);
    return value && value->is_string() ? std::string(value->get_string()) : "";
}

std::int64_t number_in(const json::object& from, std::string_view name) {
    const auto* value = from.if_contains(name);
    return value && value->is_int64() ? value->get_int64() : 0;
}

// What an entry says of other tables, by the name of what happened.
void take_note(Journal& to, const Row& row) {
    const auto happened = row.text(event);
    if (happened == "content_erased") to.erased.insert(row.number(case_id));
    if (row.number(case_id) != 0) return;
    boost::system::error_code none;
    const auto parsed = json::parse(row.text(body), none);
    const auto* said = parsed.if_object();
    if (!said) return;
    if (const auto id = text_in(*said, "id"); happened == "person_changed" && !id.empty())
        to.people[id].insert(to.people_now[id] = row.text(body));
    if (happened == "rules_drafted") to.rule_sets[text_in(*said, "version")] = text_in(*said, "digest");
    if (happened == "rules_published")
        to.publications[number_in(*said, "publication")] = text_in(*said, "digest");
}

void check_place(const Journal& journal, const Row& row, Findings& findings) {
    const auto expected = journal.entries + 1;
    if (row.number(seq) == expected) return;
    findings.push_back({"entry_missing", fmt::format("entry {}", expected),
                        fmt::format("the journal goes on with entry {}", row.number(seq))});
}

}  // namespace

Journal read_journal(Database& db, Findings& findings) {
    Journal out;
    seal::Digest last{};
    db.each(all_entries, [&](const Row& row) {
        check_place(out, row, findings);
        out.entries = row.number(seq);
        const auto computed = seal::to_hex(linked(last, row));
        const auto stored = seal::digest_from_hex(row.text(hash));
        if (!stored || computed != row.text(hash))
            findings.push_back({"hash_differs", fmt::format("entry {}", out.entries),
                                "the entry, or the one before it, is not what was written"});
        last = stored.value_or(last);  // goes on from what stands there, so that one fault is told once
        out.head = out.hashes[out.entries] = computed;
        take_note(out, row);
    });
    return out;
}

}  // namespace sodan::verify
