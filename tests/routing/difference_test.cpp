// What changed between two versions is said in sentences, and what it means is held to every combination.

#include "routing/difference.h"
#include "dmn/evaluate.h"
#include "dmn/model.h"
#include "example.h"
#include "routing/answer_changes.h"

#include <rapidcheck.h>

namespace sodan::routing::example {

namespace {

RuleFiles files() { return *read_rule_files(root() / "rules"); }

const Catalogue& texts() {
    static const auto out = *Catalogue::load(root() / "rules/texts");
    return out;
}

void replace(std::string& in, const std::string& what, const std::string& with, std::size_t from = 0) {
    const auto at = in.find(what, from);
    REQUIRE_MESSAGE(at != std::string::npos, what);
    in.replace(at, what.size(), with);
}

std::vector<std::string> said(const RuleFiles& before, const RuleFiles& after,
                              std::string_view language = "en") {
    const auto all = difference(before, after);
    REQUIRE(all);
    std::vector<std::string> out;
    for (const auto& one : *all) out.push_back(in_words(texts(), one, language));
    return out;
}

bool has(const std::vector<std::string>& all, const std::string& sentence) {
    const bool found = std::ranges::find(all, sentence) != all.end();
    if (!found)
        for (const auto& one : all) MESSAGE(one);
    return found;
}

// Where the rule of that id begins in the file.
std::size_t rule_in(const std::string& bytes, const std::string& id) {
    const auto at = bytes.find("<rule id=\"" + id + "\"");
    REQUIRE_MESSAGE(at != std::string::npos, id);
    return at;
}

dmn::Table table_in(const char* file, const char* name) {
    const auto all = files();
    return *dmn::Model::load(all.at(file), file)->decision(name)->table();
}

using Values = std::map<std::string, std::string>;

// What the table says of one combination, by the general way; rules that collect joined by "|".
std::set<std::string> says(const dmn::Table& table, const Values& values) {
    dmn::Context names;
    for (const auto& [name, value] : values) names.entries.push_back({name, dmn::Value(value)});
    std::set<std::string> out;
    const auto verdict = dmn::evaluate(table, names);
    auto hits = verdict.hits;
    if (table.hit_policy != dmn::HitPolicy::collect && hits.size() > 1) hits.resize(1);
    for (const auto hit : hits) {
        std::string one;
        for (const auto& cell : table.rules[hit].then)
            one += (one.empty() ? "" : ", ") + *cell.expression.constant()->get<std::string>();
        out.insert(one);
    }
    return out;
}

std::vector<std::string> values_of_input(const dmn::Input& input) {
    std::vector<std::string> out;
    for (const auto& test : input.allowed.tests)
        out.push_back(*std::get<dmn::Comparison>(test).with.constant()->get<std::string>());
    return out;
}

bool lies_in(const AnswerChange& change, const Values& values) {
    return std::ranges::all_of(change.when, [&](const auto& one) {
        return std::ranges::find(one.second, values.at(one.first)) != one.second.end();
    });
}

// Some cells are emptied, some rules taken away or told to say what another says.
dmn::Table spoilt(dmn::Table table) {
    for (int left = *rc::gen::inRange(1, 4); left > 0; --left) {
        const auto rule = *rc::gen::inRange<std::size_t>(0, table.rules.size());
        const auto other = *rc::gen::inRange<std::size_t>(0, table.rules.size());
        const auto slot = *rc::gen::inRange<std::size_t>(0, table.inputs.size());
        const auto how = *rc::gen::inRange(0, 3);
        if (how == 0) table.rules[rule].when[slot] = table.rules[other].when[slot];
        if (how == 1) table.rules[rule].then = table.rules[other].then;
        if (how == 2 && table.rules.size() > 2)
            table.rules.erase(table.rules.begin() + static_cast<long>(rule));
    }
    return table;
}

void check_changes(const dmn::Table& before, const dmn::Table& after) {
    const auto changes = answer_changes(before, after);
    RC_ASSERT(changes.has_value());
    for (int tries = 0; tries < 60; ++tries) {
        Values values;
        for (const auto& input : before.inputs)
            values[input.text] = *rc::gen::elementOf(values_of_input(input));
        auto then = says(before, values), now = says(after, values);
        std::set<std::string> gone, came;
        std::ranges::set_difference(then, now, std::inserter(gone, gone.end()));
        std::ranges::set_difference(now, then, std::inserter(came, came.end()));
        std::set<std::string> told_gone, told_came;
        for (const auto& change : *changes) {
            if (!lies_in(change, values)) continue;
            if (!change.before.empty()) RC_ASSERT(told_gone.insert(change.before).second);
            if (!change.after.empty()) RC_ASSERT(told_came.insert(change.after).second);
        }
        RC_ASSERT(told_gone == gone);
        RC_ASSERT(told_came == came);
    }
}

}  // namespace

TEST_CASE("two versions that are the same differ in nothing") { CHECK(said(files(), files()).empty()); }

TEST_CASE("a cell that changed is named with what it was and is, and with the combinations that it changes") {
    auto after = files();
    auto& urgency = after.at("urgency.dmn");
    replace(urgency, "\"W4\"", "\"W4\",\"P4\"", rule_in(urgency, "harassment"));
    const auto all = said(files(), after);
    CHECK(has(all, "urgency, rule harassment: topic was “W4”, is now “W4” or “P4”."));
    const auto effect =
        std::ranges::find_if(all, [](const auto& one) { return one.starts_with("In effect"); });
    REQUIRE(effect != all.end());
    CHECK(effect->find("says “prompt” instead of “routine” when") != std::string::npos);
    CHECK(effect->find("topic is “P4”") != std::string::npos);
    CHECK(has(said(files(), after, "ja"),
              "urgency、規則harassment：topicは「W4」でしたが、「W4」または「P4」になりました。"));
}

TEST_CASE("rules that came, went and moved, and what they say, are told") {
    auto after = files();
    auto& urgency = after.at("urgency.dmn");
    replace(urgency, "<rule id=\"disaster\"", "<rule id=\"catastrophe\"");
    const auto all = said(files(), after);
    CHECK(has(all, "urgency: rule disaster is gone."));
    CHECK(std::ranges::any_of(
        all, [](const auto& one) { return one.starts_with("urgency: rule catastrophe is new: "); }));
    CHECK(has(all, "In effect, urgency answers the same for every combination."));
}

TEST_CASE("a rule that only moved is told alone, and not all that it passed by") {
    auto after = files();
    auto& urgency = after.at("urgency.dmn");
    const auto from = rule_in(urgency, "danger-now"), end = urgency.find("</rule>", from) + 7;
    const auto rule = urgency.substr(from, end - from);
    urgency.erase(from, end - from);
    urgency.insert(urgency.find("</rule>", rule_in(urgency, "disaster")) + 7, rule);
    const auto all = said(files(), after);
    CHECK(has(all, "urgency: rule danger-now stood at 1, stands now at 7."));
    CHECK(std::ranges::count_if(
              all, [](const auto& one) { return one.find("stood at") != std::string::npos; }) == 1);
}

TEST_CASE("words and days that came and went are told by their list") {
    auto after = files();
    replace(after.at("words/danger.json"), "\"suicid*\"", "\"no way out\"");
    after["holidays.json"] = R"({"closed": ["2026-12-28"], "open": []})";
    const auto all = said(files(), after);
    CHECK(has(all, "words/danger.json, en: no way out came in."));
    CHECK(has(all, "words/danger.json, en: suicid* went out."));
    CHECK(has(all, "holidays.json, closed: 2026-12-28 came in."));
}

TEST_CASE("a table that is gone or new is told, and a file that is no DMN is refused") {
    auto after = files();
    after.erase("deadlines.dmn");
    CHECK(has(said(files(), after), "deadlines: the table is gone."));
    CHECK(has(said(after, files()), "deadlines: the table is new."));
    after["urgency.dmn"] = "<nothing>";
    CHECK_FALSE(difference(files(), after));
}

TEST_CASE(
    "what is said of a change holds for every combination, in tables that decide and in tables that "
    "collect") {
    for (const auto& [file, name] :
         {std::pair{"urgency.dmn", "urgency"}, std::pair{"desks.dmn", "first_desk"},
          std::pair{"eligibility.dmn", "eligibility"}, std::pair{"service.dmn", "service"}}) {
        const auto before = table_in(file, name);
        const auto change = [&] {
            auto after = spoilt(before);
            if (after.hit_policy == dmn::HitPolicy::unique) after.hit_policy = dmn::HitPolicy::first;
            check_changes(before, after);
        };
        CHECK(rc::check(name, change));
    }
}

TEST_CASE("the largest groups of combinations come first") {
    const auto before = table_in("urgency.dmn", "urgency");
    auto after = before;
    after.rules.erase(after.rules.begin());
    const auto changes = answer_changes(before, after);
    REQUIRE(changes);
    for (std::size_t i = 1; i < changes->size(); ++i)
        CHECK((*changes)[i - 1].combinations >= (*changes)[i].combinations);
}

}  // namespace sodan::routing::example
