// The tables together: what can be proved of them holds for the rules as delivered, is held to what routing
// really does, and fails where it should, with a case in point that can be tried again.

#include "routing/graph_proof.h"
#include "questions.h"
#include "routing/graph_search.h"
#include "routing/parts.h"
#include "routing/rule_files.h"

#include <rapidcheck.h>

#include <algorithm>

namespace sodan::routing::example {

namespace {

struct Change {
    std::string file, rule, old_text, new_text;  // within that rule
};

std::shared_ptr<const Rules> with(const std::vector<Change>& changes) {
    auto files = *read_rule_files(root() / "rules");
    for (const auto& [file, rule, old_text, new_text] : changes) {
        auto& bytes = files.at(file);
        const auto from = bytes.find("<rule id=\"" + rule + "\"");
        REQUIRE_MESSAGE(from != std::string::npos, rule);
        const auto found = bytes.find(old_text, from);
        REQUIRE_MESSAGE(found < bytes.find("</rule>", from), old_text);
        bytes.replace(found, old_text.size(), new_text);
    }
    auto out = Rules::from(files, *Catalogue::load(root() / "rules/texts"));
    if (!out) FAIL(out.refusal().message.key);
    return *out;
}

const Tables& tables() { return rules().parts().tables; }

std::string value(const Message& message, std::string_view name) {
    const auto found = std::ranges::find(message.values, name, &std::pair<std::string, std::string>::first);
    return found == message.values.end() ? "" : found->second;
}

// What the tables of a flow say of a witness, asked one after the other.
Situation tried_again(const Tables& tables, const Flow& flow, Situation given) {
    for (const auto& step : flow.steps) {
        if (!step.gives || step.table == TableName::urgency) continue;  // two topics: looked at by itself
        Facts facts;
        for (const auto fact : tables[step.table].text().inputs) {
            const auto values = values_of(fact);
            const auto found = std::ranges::find(values, given.at(std::string(name_of(fact))));
            facts.set(fact, found - values.begin());
        }
        const auto& table = tables[step.table];
        const auto& rule = table.rule(table.decide(facts));
        given[std::string(name_of(*step.gives))] =
            table.text().outputs.front().codes.at(static_cast<std::size_t>(rule.outputs.front()));
    }
    return given;
}

}  // namespace

TEST_CASE("of the tables as delivered everything is proved, and said in both languages") {
    const auto claims = prove_graph(rules());
    CHECK(claims.size() == 7);
    for (const auto& claim : claims) {
        CHECK_MESSAGE(claim.verdict == ClaimVerdict::proved, claim.name);
        for (const char* language : {"en", "ja"})
            CHECK(rules().texts().text(sentence_of(claim), language).find("claim.") == std::string::npos);
    }
}

TEST_CASE("a rule that waits for what no table says any longer is found") {
    const auto changed = with({{"desks.dmn", "department-wished-by-employer",
                                "\"department\"</text></outputEntry>", "\"none\"</text></outputEntry>"},
                               {"desks.dmn", "department-wished-with-consent",
                                "\"department\"</text></outputEntry>", "\"none\"</text></outputEntry>"}});
    const auto claim = rules_reachable(changed->parts().tables, flows());
    REQUIRE(claim.verdict == ClaimVerdict::refuted);
    CHECK(claim.witnesses.front().rules == std::vector<std::string>{"wish-for-department"});
    CHECK(value(claim.witnesses.front().message, "table") == "first_desk");
}

TEST_CASE("a rule that waits for what cannot be at once is found") {
    const auto changed = with({{"desks.dmn", "leaders-away", "\"away\",\"none\"", "\"away\",\"barred\""},
                               {"desks.dmn", "leaders-barred", "\"barred\"", "\"none\""}});
    const auto claim = rules_reachable(changed->parts().tables, flows());
    REQUIRE(claim.verdict == ClaimVerdict::refuted);
    CHECK(claim.witnesses.front().rules == std::vector<std::string>{"leaders-barred"});
}

TEST_CASE("a rule that leaves a case with people who cannot take it is found, and its case is one in point") {
    const auto changed = with({{"desks.dmn", "advisors-away", "\"coordinator\"", "\"advisor\""}});
    const auto& all = changed->parts().tables;
    const auto claim = no_dead_ends(all, flows());
    REQUIRE(claim.verdict == ClaimVerdict::refuted);
    const auto& witness = claim.witnesses.front();
    CHECK(witness.message.key == "witness.graph.dead_end.advisors_cannot");
    const auto again = tried_again(all, flows().front(), witness.given);
    CHECK(again == witness.given);
    CHECK(again.at("desk") == "advisor");
    CHECK(again.at("advisor_desk") == "away");
}

TEST_CASE("tables that wait for each other are found") {
    const Flow round{"round",
                     {Fact::advisor_desk},
                     {{TableName::first_desk, Fact::turned_to}, {TableName::relief, Fact::language_group}},
                     {}};
    const auto claim = no_cycle(tables(), {round});
    CHECK(claim.verdict == ClaimVerdict::refuted);
    CHECK(value(claim.witnesses.front().message, "tables") == "first_desk ← relief");
}

TEST_CASE("a table that asks too early is found, with what it asks for") {
    const Flow early{"early",
                     {Fact::advisor_desk, Fact::leader_desk, Fact::department_desk, Fact::coordinator_desk},
                     {{TableName::relief, Fact::desk}},
                     {}};
    const auto claim = names_provided(tables(), {early});
    REQUIRE(claim.verdict == ClaimVerdict::refuted);
    CHECK(value(claim.witnesses.front().message, "fact") == "turned_to");
}

TEST_CASE("an answer that the next table does not know is found") {
    const Flow crossed{"crossed", {}, {{TableName::urgency, Fact::way}, {TableName::first_desk}}, {}};
    const auto claim = values_accepted(tables(), {crossed});
    REQUIRE(claim.verdict == ClaimVerdict::refuted);
    CHECK(value(claim.witnesses.front().message, "given") == "immediate");
}

TEST_CASE("a deadline that makes the graver case wait longer is found") {
    const auto changed =
        with({{"deadlines.dmn", "prompt-first-answer", "<text>2</text>", "<text>30</text>"}});
    const auto claim = graver_never_later(changed->parts().deadlines);
    REQUIRE(claim.verdict == ClaimVerdict::refuted);
    CHECK(value(claim.witnesses.front().message, "milder") == "routine");
}

TEST_CASE("the witness that a rule is reached is one that the tables lead to, rule by rule") {
    int tried = 0;
    const auto& flow = flows().front();
    const GraphSearch search(tables(), flow);
    for (const auto& step : flow.steps)
        for (RuleIndex rule = 0; rule < tables()[step.table].text().rules.size(); ++rule)
            if (const auto found = search.find(step.table, rule)) {
                CHECK(tried_again(tables(), flow, *found) == *found);
                ++tried;
            }
    CHECK(tried > 80);
}

TEST_CASE("what is said never to be never is, in random inquiries to random offices") {
    const bool holds = rc::check("no decision has facts that cannot be at once", [] {
        const auto of = any_office();
        const auto given = any_intake();
        const auto decision = rules().decide(any_question(), given, moment(of, given.received_at));
        for (const auto& never : what_never_is())
            for (const auto topic : given.topics) {
                bool all = true, known = true;
                for (std::size_t i = 0; i < fact_count; ++i) {
                    const auto fact = static_cast<Fact>(i);
                    if (never.world[i] == all_of(fact)) continue;
                    const std::string name(name_of(fact));
                    const auto kept = decision.facts.find(name);
                    known = known && kept != decision.facts.end();
                    if (!known) break;
                    const auto is = fact == Fact::topic ? std::string(code(topic)) : kept->second;
                    all = all && (bit_of(fact, is) & never.world[i]) != 0;
                }
                if (never.world[gravest_topic] != all_of(Fact::topic)) continue;  // the same of every topic
                RC_ASSERT(!(known && all));
            }
    });
    CHECK(holds);
}

TEST_CASE("routing asks the tables in the order of the flows, whatever is asked") {
    const bool holds = rc::check("the tables that fired stand in the order of a flow", [] {
        const auto given = any_intake();
        const auto question = any_question();
        const auto decision = rules().decide(question, given, moment(office(), given.received_at));
        const auto* name = !question.desk ? "first_desk" : question.cause ? "next_desk" : "people";
        const auto flow = std::ranges::find(flows(), name, &Flow::name);
        RC_ASSERT(flow != flows().end());
        auto step = flow->steps.begin();
        for (const auto& fired : decision.fired) {
            const auto is = [&](const Step& one) { return code(one.table) == fired.table; };
            step = std::find_if(step, flow->steps.end(), is);
            RC_ASSERT(step != flow->steps.end());
        }
    });
    CHECK(holds);
}

}  // namespace sodan::routing::example
