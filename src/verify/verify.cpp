#include "verify/verify.h"

#include "seal/signed_file.h"
#include "verify/anchors.h"
#include "verify/office_tables.h"
#include "verify/state.h"

#include <fstream>
#include <iostream>
#include <iterator>

namespace sodan::verify {

namespace fs = std::filesystem;

namespace {

std::string all_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Unreadable(file.string() + " cannot be read");
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::optional<seal::PublicKey> key_of(const std::string& given) {
    if (given.empty()) return {};
    if (auto key = seal::PublicKey::from_hex(given)) return key;
    auto text = all_of(given);
    text.erase(text.find_last_not_of(" \r\n") + 1);
    if (auto key = seal::PublicKey::from_hex(text)) return key;
    throw Unreadable(given +
                     " holds no public key: 64 hex signs are wanted, as sodan key status prints them");
}

void check_whole_file(const fs::path& file, const std::optional<seal::PublicKey>& key, Findings& findings) {
    const fs::path beside = file.string() + ".signature";
    if (!key || !fs::exists(beside)) return;
    const auto verdict = seal::check_file(*key, file, all_of(beside));
    if (verdict == seal::FileVerdict::changed)
        findings.push_back(
            {"file_changed", file.string(), "it is not the file that was signed, byte for byte"});
    if (verdict == seal::FileVerdict::forged)
        findings.push_back({"file_forged", beside.string(), "the record key did not sign this file"});
}

void check_pages(Database& db, Findings& findings) {
    db.each("pragma integrity_check(1)", [&](const Row& row) {
        if (row.text(0) != "ok") findings.push_back({"damaged", "file", "its pages do not fit each other"});
    });
}

std::vector<seal::Anchor> anchors_from(const Asked& asked, Database& db) {
    auto out = anchors_in(db);
    if (asked.anchors.empty()) return out;
    std::ifstream file;
    if (asked.anchors != "-") file.open(asked.anchors);
    if (asked.anchors != "-" && !file) throw Unreadable(asked.anchors.string() + " cannot be read");
    for (auto& anchor : anchors_in(asked.anchors == "-" ? std::cin : file)) out.push_back(std::move(anchor));
    return out;
}

}  // namespace

Verdict verify(const Asked& asked) {
    const auto key = key_of(asked.public_key);
    Verdict out;
    check_whole_file(asked.database, key, out.findings);
    try {
        Database db(asked.database);
        if (!db.has_table("anchors"))
            throw Damaged("it is no database of Sodan, or one from before there was a record");
        check_pages(db, out.findings);
        const auto journal = read_journal(db, out.findings);
        out.entries = journal.entries;
        out.head = journal.head;
        out.cases = check_cases(db, journal, out.findings);
        check_people(db, journal, out.findings);
        check_rules(db, journal, out.findings);
        const auto anchors = anchors_from(asked, db);
        out.anchors = static_cast<std::int64_t>(anchors.size());
        check_anchors(anchors, key, journal, out.findings);
    } catch (const Damaged& e) { out.findings.push_back({"damaged", "file", e.what()}); }
    return out;
}

}  // namespace sodan::verify
