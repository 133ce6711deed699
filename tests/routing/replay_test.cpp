// A decision can be asked again, for it keeps its question.

#include "routing/replay.h"
#include "base/json_text.h"
#include "questions.h"

namespace sodan::routing::example {

namespace {

std::int64_t some_load(const domain::PersonId& person) {
    return static_cast<std::int64_t>(std::hash<std::string>()(person) % 4);
}

// What the journal gives back of what was written to it.
template <class T> T kept(const T& written) {
    const auto read = Reader::read<T>(boost::json::parse(json_text(written)));
    REQUIRE(read);
    return *read;
}

std::vector<std::string> parts_of(const std::vector<Message>& differences) {
    std::vector<std::string> out;
    for (const auto& one : differences) {
        CHECK(one.key == "why.replay.differs");
        out.push_back(one.values.front().second);
    }
    return out;
}

}  // namespace

TEST_CASE("whatever was asked, the journal's question gives the same decision to the last detail") {
    CHECK(rc::check([] {
        const auto given = any_intake();
        const auto of = any_office();
        const auto now = any_instant();
        const auto decision = kept(rules().decide(any_question(), given, {of, now, some_load}));
        RC_ASSERT(decision.roster_version == of.roster());
        const auto differences = replay(rules(), {decision, kept(given), of, now});
        for (const auto& one : differences) RC_LOG() << json_text(one.values.back().second);
        RC_ASSERT(differences.empty());
    }));
}

TEST_CASE("the three questions of the office are kept so that they can be asked again") {
    const auto given = intake();
    const Moment now{office(), given.received_at, some_load};
    const std::vector<domain::PersonId> walls{"pc-a"}, other_side{"pc-b"};
    const Standing standing{given, walls, other_side, "pc-c", domain::Urgency::urgent};
    for (const auto& decision :
         {rules().first_route(given, "I want to die today.", now),
          rules().next_route({domain::DeskKind::advisor, "02"}, Cause::silent, standing, now),
          rules().candidates({domain::DeskKind::coordinator, ""}, standing, now)})
        CHECK(replay(rules(), {kept(decision), given, office(), now.now}).empty());
}

TEST_CASE("the question keeps what was read from the words, and never the words") {
    const auto decision = first(intake(), "My secret is out. I want to die on 2026-10-12.");
    REQUIRE(decision.question);
    CHECK(decision.question->danger_words == true);
    CHECK(decision.question->named_day == "2026-10-12");
    CHECK(json_text(decision).find("secret") == std::string::npos);
    CHECK(json_text(*first(intake(), "When is the deadline?").question) == "{}");
}

TEST_CASE("what differs is said part by part") {
    auto given = intake();
    auto decision = first(given, "");
    CHECK(replay(rules(), {decision, given, office(), given.received_at}).empty());
    auto of = office();
    for (const auto* person : office().members({domain::DeskKind::advisor, "02"}))
        of = of.with(away(*person));
    const auto parts = parts_of(replay(rules(), {decision, given, of, given.received_at}));
    for (const auto* part : {"desk", "because", "fired", "eligible", "passed_over", "roster_version"})
        CHECK_MESSAGE(std::ranges::find(parts, part) != parts.end(), part);
    CHECK(std::ranges::find(parts, "urgency") == parts.end());
}

TEST_CASE("a decision that was written without its question cannot be asked again") {
    auto decision = first(intake());
    decision.roster_version = 1;
    CHECK(can_be_asked_again(decision));
    decision.question.reset();
    CHECK_FALSE(can_be_asked_again(decision));
    CHECK_THROWS(asked_again(rules(), {decision, intake(), office(), intake().received_at}));
}

}  // namespace sodan::routing::example
