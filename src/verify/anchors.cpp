#include "verify/anchors.h"

#include <fmt/format.h>

#include <string>

namespace sodan::verify {

std::vector<seal::Anchor> anchors_in(std::istream& in) {
    std::vector<seal::Anchor> out;
    for (std::string line; std::getline(in, line);)
        if (auto anchor = seal::anchor_in(line)) out.push_back(*std::move(anchor));
    return out;
}

std::vector<seal::Anchor> anchors_in(Database& db) {
    std::vector<seal::Anchor> out;
    db.each("select seq, hash, at, signature from anchors order by id", [&](const Row& row) {
        out.push_back(
            {row.number(0), row.text(1), Instant{std::chrono::milliseconds{row.number(2)}}, row.text(3)});
    });
    return out;
}

void check_anchors(const std::vector<seal::Anchor>& anchors, const std::optional<seal::PublicKey>& key,
                   const Journal& journal, Findings& findings) {
    for (const auto& anchor : anchors) {
        const auto where = fmt::format("anchor of entry {}, {}", anchor.seq, to_string(anchor.at));
        if (key && !is_signed_by(*key, anchor))
            findings.push_back({"anchor_forged", where, "the record key did not sign it"});
        const auto found = journal.hashes.find(anchor.seq);
        if (found == journal.hashes.end())
            findings.push_back(
                {"cut_off", where, fmt::format("the journal ends with entry {}", journal.entries)});
        else if (found->second != anchor.hash)
            findings.push_back({"anchor_differs", where, "the journal was another one when it was signed"});
    }
}

}  // namespace sodan::verify
