// Who read what is on record, what was said can be found by those who may read it, and goes with its key.

#include "office_fixture.h"

#include "office/anchoring.h"
#include "office/content_reads.h"
#include "office/findable.h"
#include "office/incident.h"
#include "office/key_keeping.h"
#include "office/retention.h"
#include "office/search.h"

#include <doctest/doctest.h>
#include <boost/json/serialize.hpp>

using namespace sodan;
using namespace sodan::office;
using namespace std::chrono_literals;
namespace json = boost::json;

namespace {

domain::CaseRef parsed(const std::string& ref) { return *domain::CaseRef::parse(ref); }

struct RecordFixture : OfficeFixture {
    std::string said(const std::string& words) {
        auto inquiry = usual();
        inquiry.text = words;
        return logged("pa-37-a", inquiry);
    }
    std::string reads(const std::string& person, const std::string& ref, ReadOf what = ReadOf::history) {
        const auto answer = decided(person, [&](const Acting& acting) {
            return content_read(acting, {{parsed(ref), what}});
        });
        return answer ? "" : answer.refusal().message.key;
    }
    json::object found(const std::string& person, const std::string& words, const SearchLimits& limits = {}) {
        return seen(person, [&](const Viewing& v) { return search_cases(v, {words}, limits); });
    }
    std::size_t hits(const std::string& person, const std::string& words) {
        return found(person, words).at("items").as_array().size();
    }
    std::string closed_case(const std::string& words) {
        const auto ref = said(words);
        done("pa-37-a", ref, Claim{});
        done("pa-37-a", ref, Close{domain::CaseOutcome::information_given, "Settled.", true});
        return ref;
    }
    // Of the keys of a quarter, or of an epoch: on record, and then destroyed.
    template <class Destroy>
    Outcome<Answer> destroys(Destroy destroy, const std::string& key, const std::string& reason) {
        std::vector<std::string> names;
        const auto answer = decided("pc-a", [&](const Acting& acting) -> Outcome<Written> {
            auto out = destroy(acting, keys(), key, DestroyKey{reason});
            if (!out) return out.refusal();
            names = out->keys;
            return out->written;
        });
        for (const auto& name : names) keys().destroy(name);
        return answer;
    }
    // As the clock does, with the open cases wrapped anew.
    void begins_epoch() {
        REQUIRE(is_epoch_over(keys(), now));
        REQUIRE(
            decided("staff-a", [&](const Acting&) -> Outcome<Written> { return begin_epoch(keys(), now); }));
        REQUIRE(decided("staff-a", [&](const Acting& acting) -> Outcome<Written> {
            return wrap_anew(acting.reading, keys(), 100);
        }));
    }
    std::filesystem::path backup(const std::string& name) {
        const auto file = close();
        const auto copy = file.parent_path() / name;
        std::filesystem::copy_file(file, copy);
        open_again();
        return copy;
    }
    void restore(const std::filesystem::path& copy) {
        std::filesystem::copy_file(copy, close(), std::filesystem::copy_options::overwrite_existing);
        open_again();
    }
    std::string history(const std::string& ref) {
        return json::serialize(
            seen("pa-37-a", [&](const Viewing& v) { return view_history(v, parsed(ref)); }));
    }
    Outcome<Answer> erases(const std::string& person, const std::string& ref) {
        return decided(person, [&](const Acting& acting) {
            return erase_case(acting, parsed(ref), EraseCase{ErasedBecause::asked});
        });
    }
};

}  // namespace

TEST_CASE_FIXTURE(RecordFixture, "a read is an entry beside the case, and no step of it") {
    const auto ref = said("leave");
    const auto before = journal().size();
    CHECK(reads("pa-37-a", ref) == "");
    const auto entries = journal();
    REQUIRE(entries.size() == before + 1);
    CHECK(entries.back().event == "content_read");
    CHECK(entries.back().body == R"({"what":"history"})");
    CHECK(entries.back().version == 0);
    CHECK(shown("pa-37-a", ref).at("version").as_int64() == 1);
    CHECK(proof().at("differences").as_array().empty());
    const auto who = seen("pa-37-b", [&](const Viewing& v) { return view_reads(v, parsed(ref)); });
    CHECK(who.at("items").as_array().size() == 1);
}

TEST_CASE_FIXTURE(RecordFixture,
                  "whoever may no longer see the case when it is put on record is shown nothing") {
    const auto ref = said("leave");
    done("pa-37-a", ref, office::Wall{"pa-37-b", {}});
    CHECK(reads("pa-37-b", ref) == "case.not_found");
    CHECK(reads("pa-01-a", ref) == "case.not_found");
}

TEST_CASE_FIXTURE(RecordFixture,
                  "who opened a case is noted once in a while, and is told of none that is hidden") {
    const auto ref = said("leave");
    const auto before = journal().size();
    for (int i = 0; i < 3; ++i) CHECK(reads("pa-37-a", ref, ReadOf::facts) == "");
    CHECK(reads("pa-37-b", ref, ReadOf::facts) == "");
    CHECK(reads("pa-01-a", ref, ReadOf::facts) == "");  // not theirs: nothing to note, and nothing to tell
    CHECK(journal().size() == before + 2);
    now += 10min;
    CHECK(reads("pa-37-a", ref, ReadOf::file) == "");
    CHECK(reads("pa-37-a", ref, ReadOf::facts) == "");
    CHECK(journal().size() == before + 4);
    CHECK(journal().back().body == R"({"what":"facts"})");
}

TEST_CASE_FIXTURE(RecordFixture, "words are found by those who see the case whole, and by nobody else") {
    const auto ref = said("My landlord keeps the DEPOSIT.");
    said("Something else altogether.");
    CHECK(hits("pa-37-a", "deposit") == 1);
    CHECK(hits("pa-37-a", "landlord deposit") == 1);
    CHECK(hits("pa-37-a", "landlord altogether") == 0);
    CHECK(hits("pa-01-a", "deposit") == 0);
    CHECK(hits("pc-a", "deposit") == 0);
    done("pa-37-a", ref, office::Wall{"pa-37-b", {}});
    CHECK(hits("pa-37-b", "deposit") == 0);
}

TEST_CASE_FIXTURE(RecordFixture,
                  "full and half width, both kana and capitals find each other; codes are not words") {
    said("アパートの敷金について ﾜﾝﾙｰﾑ ABC");
    for (const auto* words :
         {"あぱーと", "アパート", "ｱﾊﾟｰﾄ", "ワンルーム", "わんるーむ", "ａｂｃ", "敷金"}) {
        CAPTURE(words);
        CHECK(hits("pa-37-a", words) == 1);
    }
    for (const auto* words : {"intake", "participant", "text", "advisor/37"})
        CHECK(hits("pa-37-a", words) == 0);
}

TEST_CASE_FIXTURE(RecordFixture, "closed cases are found after open ones; a search that ends early says so") {
    closed_case("a deposit, long ago");
    said("a deposit");
    const auto all = found("pa-37-a", "deposit");
    REQUIRE(all.at("items").as_array().size() == 2);
    CHECK(all.at("items").at(1).at("custody") == "closed");
    CHECK(all.at("complete").as_bool());
    CHECK(!found("pa-37-a", "deposit", {.hits = 1}).at("complete").as_bool());
    CHECK(!found("pa-37-a", "deposit", {.out_of_time = [] { return true; }}).at("complete").as_bool());
}

TEST_CASE_FIXTURE(RecordFixture, "a case that is erased says so, stays in lists, and takes nothing more") {
    const auto ref = closed_case("what shall be forgotten");
    CHECK(erases("pa-37-a", ref).refusal().message.key == "case.not_found");
    REQUIRE(erases("pc-a", ref));
    const auto history = seen("pa-37-a", [&](const Viewing& v) { return view_history(v, parsed(ref)); });
    CHECK(history.at("items").at(0).at("gone").as_bool());
    CHECK(json::serialize(history).find("forgotten") == std::string::npos);
    CHECK(sees("pa-37-a", ref));
    CHECK(hits("pa-37-a", "forgotten") == 0);
    CHECK(decisions("pa-37-a", ref).size() == 1);
    CHECK(refused("pa-37-a", ref, Reopen{"again"}) == "case.gone");
    CHECK(erases("pc-a", ref).refusal().message.key == "case.gone");
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(RecordFixture, "an open case is not erased, nor one behind a wall") {
    const auto open_case = said("open"), walled = said("walled");
    CHECK(erases("pc-a", open_case).refusal().message.key == "case.not_found");
    done("pa-37-a", walled, office::Wall{"pc-a", {}});
    CHECK(erases("pc-a", walled).refusal().message.key == "case.not_found");
}

TEST_CASE_FIXTURE(RecordFixture,
                  "a quarter that is over is destroyed with a reason, and its cases are gone") {
    const auto ref = closed_case("long ago");
    const std::string quarter = "quarter-2031-4";
    const auto destroy = [&](const std::string& reason) {
        return destroys(destroy_quarter, quarter, reason);
    };
    CHECK(destroy("kept long enough").refusal().message.key == "retention.not_over");
    const auto listed = seen("pc-a", [&](const Viewing& v) { return view_retention(v, keys()); });
    CHECK(listed.at("items").at(0).at("name") == quarter.c_str());
    CHECK(listed.at("items").at(0).at("cases").as_int64() == 1);
    now = *parse_instant("2032-01-01T00:00:00+09:00");
    CHECK(destroy(" ").refusal().message.key == "command.say_why");
    REQUIRE(destroy("kept long enough"));
    const auto history = seen("pa-37-a", [&](const Viewing& v) { return view_history(v, parsed(ref)); });
    CHECK(history.at("items").at(0).at("gone").as_bool());
    CHECK(proof().at("differences").as_array().empty());
}

TEST_CASE_FIXTURE(RecordFixture,
                  "a backup of the open case goes with its quarter, a later one of others stays") {
    const auto ref = said("to be forgotten"), other = said("still open");
    const auto early = backup("early.db");
    done("pa-37-a", ref, Claim{});
    done("pa-37-a", ref, Close{domain::CaseOutcome::information_given, "Settled.", true});
    CHECK(!is_epoch_over(keys(), now));
    now = *parse_instant("2027-01-01T00:00:00+09:00");
    begins_epoch();
    const auto late = backup("late.db");
    restore(early);
    CHECK(history(ref).find("to be forgotten") != std::string::npos);
    restore(late);

    now = *parse_instant("2032-01-01T00:00:00+09:00");
    const auto answer = destroys(destroy_quarter, "quarter-2031-4", "kept long enough");
    REQUIRE(answer);
    CHECK(answer->body.find(R"("epochs":["epoch-1"],"epochs_left":[])") != std::string::npos);
    restore(early);
    CHECK(history(ref).find("to be forgotten") == std::string::npos);
    restore(late);
    CHECK(history(ref).find("to be forgotten") == std::string::npos);
    CHECK(history(other).find("still open") != std::string::npos);
}

TEST_CASE_FIXTURE(RecordFixture,
                  "an epoch that still wraps a case, or is current, is named and not destroyed") {
    closed_case("long ago");
    said("still open");
    now = *parse_instant("2032-01-01T00:00:00+09:00");
    CHECK(destroys(destroy_epoch, "epoch-1", "why").refusal().message.key == "keys.epoch_is_current");
    const auto answer = destroys(destroy_quarter, "quarter-2031-4", "kept long enough");
    REQUIRE(answer);
    CHECK(answer->body.find(R"("epochs":[],"epochs_left":["epoch-1"])") != std::string::npos);
    REQUIRE(decided("staff-a", [&](const Acting&) -> Outcome<Written> { return begin_epoch(keys(), now); }));
    CHECK(destroys(destroy_epoch, "epoch-1", "why").refusal().message.key == "keys.epoch_is_in_use");
    REQUIRE(decided("staff-a", [&](const Acting& acting) -> Outcome<Written> {
        return wrap_anew(acting.reading, keys(), 100);
    }));
    CHECK(destroys(destroy_epoch, "epoch-1", " ").refusal().message.key == "command.say_why");
    REQUIRE(destroys(destroy_epoch, "epoch-1", "older backups shall not be read"));
    CHECK(journal().back().event == "epoch_destroyed");
    CHECK(keys().is_destroyed("epoch-1"));
    CHECK(destroys(destroy_epoch, "epoch-1", "why").refusal().message.key == "keys.no_such_epoch");
    CHECK(destroys(destroy_epoch, "office", "why").refusal().message.key == "keys.no_such_epoch");
}

TEST_CASE("time to keep is counted from the day of closing in Japan, by desk, by kind, or for all") {
    const Retention retention{5, {{"advisor/37", 3}, {"coordinator", 7}}};
    CaseRow row{
        .desk = "advisor/37", .closed = true, .changed_at = *parse_instant("2024-02-29T23:30:00+09:00")};
    const auto ends = [&](const std::string& desk) {
        row.desk = desk;
        return to_string(*retention.ends(row));
    };
    CHECK(ends("advisor/37") == "2027-03-01T00:00:00+09:00");
    CHECK(ends("coordinator") == "2031-03-01T00:00:00+09:00");
    CHECK(ends("advisor/01") == "2029-03-01T00:00:00+09:00");
    row.closed = false;
    CHECK(!retention.ends(row));
}

TEST_CASE_FIXTURE(RecordFixture, "a new epoch takes the open cases over, a few at a time") {
    for (int i = 0; i < 5; ++i) said("words");
    REQUIRE(decided("staff-a", [&](const Acting& acting) { return rotate_keys(acting, keys()); }));
    for (const std::size_t expected : {2u, 2u, 1u, 0u}) {
        std::size_t wrapped = 0;
        REQUIRE(decided("staff-a", [&](const Acting& acting) -> Outcome<Written> {
            auto written = wrap_anew(acting.reading, keys(), 2);
            wrapped = written.changes.keys.size();
            return written;
        }));
        CHECK(wrapped == expected);
    }
    const auto listed = seen("staff-a", [&](const Viewing& v) { return view_keys(v, keys()); });
    CHECK(json::serialize(listed).find(R"("name":"epoch-2","state":"current","cases":5)") !=
          std::string::npos);
    keys().destroy("epoch-1");
    CHECK(hits("pa-37-a", "words") == 5);
}

TEST_CASE_FIXTURE(RecordFixture, "the end of the journal is signed once, until something is written") {
    said("words");
    const auto sign = [&] {
        return decided("pc-a", [&](const Acting& acting) {
            return anchor(acting.reading, keys().record(), acting.now);
        });
    };
    const auto first = sign();
    REQUIRE(first);
    const auto signed_one = seal::anchor_in(first->body);
    REQUIRE(signed_one);
    CHECK(is_signed_by(keys().record().public_key(), *signed_one));
    CHECK(signed_one->seq == journal().back().seq);
    CHECK(sign()->body.empty());
    said("more words");
    CHECK(!sign()->body.empty());
}

TEST_CASE_FIXTURE(RecordFixture, "an anchor leaves a letter for each address outside, once") {
    said("words");
    const AnchorMail mail{{"one@example.org", "two@example.org"},
                          [](const auto& to, const auto&, const auto& line, Instant) { return to + line; }};
    const auto sign = [&] {
        return decided("pc-a", [&](const Acting& acting) {
            return anchor(acting.reading, keys().record(), acting.now, mail);
        });
    };
    REQUIRE(sign());
    REQUIRE(sign());
    std::vector<std::string> to;
    REQUIRE(decided("pc-a", [&](const Acting& acting) -> Outcome<Written> {
        for (const auto& one : acting.reading.letters().due_letters(domain::Way::email, now, 10))
            to.push_back(one.bytes.substr(0, one.to.size() + 14));
        return Written{};
    }));
    CHECK(to == std::vector<std::string>{"one@example.orgsodan-anchor-1", "two@example.orgsodan-anchor-1"});
}

TEST_CASE_FIXTURE(RecordFixture,
                  "the draft of a leak report says who read what, and nothing of what was said") {
    const auto since = now;
    const auto ref = said("a secret of hers"), walled = said("another secret");
    done("pa-37-a", walled, office::Wall{"pc-a", {}});
    reads("pa-37-a", ref);
    reads("pa-37-a", walled);
    reads("pa-37-b", ref);
    now += 1h;
    const auto draft = [&](IncidentAsked asked) {
        asked.since = since;
        asked.until = now;
        return seen("pc-a", [&](const Viewing& v) { return draft_incident(v, asked); });
    };
    const auto counted =
        seen("admin-a", [&](const Viewing& v) { return draft_incident(v, {.since = since, .until = now}); });
    CHECK(json::serialize(counted).find(ref) == std::string::npos);
    CHECK(counted.at("case_count").as_uint64() == 2);
    CHECK(counted.at("reads").as_array().size() == 3);
    const auto all = draft({});
    CHECK(all.at("reads").as_array().size() == 2);
    CHECK(all.at("cases").as_array().size() == 1);
    CHECK(draft({.person = "pa-37-b"}).at("reads").as_array().size() == 1);
    CHECK(draft({.case_ = ref}).at("reads").as_array().size() == 2);
    for (const auto* language : {"en", "ja"}) {
        const std::string text(all.at("text").at(language).as_string());
        CHECK(text.find(ref) != std::string::npos);
        CHECK(text.find(walled) == std::string::npos);
        CHECK(text.find("secret") == std::string::npos);
        CHECK(text.find("incident.") == std::string::npos);  // every text is there
        for (int item = 1; item <= 9; ++item)
            CHECK(text.find("## " + std::to_string(item)) != std::string::npos);
    }
}
