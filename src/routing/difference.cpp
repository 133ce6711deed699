#include "routing/difference.h"

#include "dmn/model.h"
#include "routing/answer_changes.h"
#include "routing/profile.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

namespace sodan::routing {

namespace {

constexpr std::size_t most_answers = 8;  // that are told of one table

struct Read {
    std::vector<std::unique_ptr<dmn::Model>> models{};
    std::map<std::string, const dmn::Table*> tables{};  // by the decision's name
};

Outcome<std::shared_ptr<Read>> read(const RuleFiles& files) {
    auto out = std::make_shared<Read>();
    for (const auto& [file, bytes] : files) {
        if (!is_table_file(file)) continue;
        auto model = dmn::Model::load(bytes, file);
        if (!model) return model.refusal();
        out->models.push_back(std::make_unique<dmn::Model>(*std::move(model)));
        for (const auto& decision : out->models.back()->decisions)
            if (const auto* table = decision.table()) out->tables[decision.name] = table;
    }
    return out;
}

template <class T> const T* find(const std::vector<T>& all, const std::string& name, std::string T::*by) {
    const auto found = std::ranges::find(all, name, by);
    return found == all.end() ? nullptr : &*found;
}

// The rules that keep their order among those that both versions have: as many as can.
std::set<std::string> in_place(const std::vector<std::string>& before,
                               const std::vector<std::string>& after) {
    std::map<std::string, std::size_t> place;
    for (std::size_t i = 0; i < before.size(); ++i) place[before[i]] = i;
    std::vector<std::size_t> length(after.size(), 1), follows(after.size(), after.size());
    std::size_t last = after.size();
    for (std::size_t i = 0; i < after.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            if (place[after[j]] < place[after[i]] && length[j] + 1 > length[i])
                length[i] = length[j] + 1, follows[i] = j;
        if (last == after.size() || length[i] > length[last]) last = i;
    }
    std::set<std::string> out;
    for (; last < after.size(); last = follows[last]) out.insert(after[last]);
    return out;
}

class Comparing {
public:
    Comparing(std::string name, const dmn::Table& before, const dmn::Table& after,
              std::vector<Difference>& to)
        : name_(std::move(name)), before_(before), after_(after), to_(to) {}

    void tell() {
        const auto known = to_.size();
        if (sign(before_) != sign(after_))
            say("hit_policy", {{"before", std::string(sign(before_))}, {"after", std::string(sign(after_))}});
        inputs();
        outputs();
        rules();
        if (to_.size() > known) answers();
    }

private:
    using Values = std::vector<std::pair<std::string, std::string>>;

    Difference& say(const std::string& what, Values values) {
        values.emplace_back("table", name_);
        to_.push_back({.message = {"diff." + what, std::move(values)}, .table = name_});
        return to_.back();
    }

    void inputs() {
        for (const auto& input : after_.inputs) {
            const auto* same = find(before_.inputs, input.text, &dmn::Input::text);
            if (!same)
                say("input_added", {{"column", input.text}});
            else if (same->allowed.text != input.allowed.text)
                say("domain",
                    {{"column", input.text}, {"before", same->allowed.text}, {"after", input.allowed.text}});
        }
        for (const auto& input : before_.inputs)
            if (!find(after_.inputs, input.text, &dmn::Input::text))
                say("input_removed", {{"column", input.text}});
    }

    void outputs() {
        for (const auto& output : after_.outputs) {
            const auto* same = find(before_.outputs, output.name, &dmn::Output::name);
            if (!same)
                say("output_added", {{"column", output.name}});
            else if (same->allowed.text != output.allowed.text)
                say("domain", {{"column", output.name},
                               {"before", same->allowed.text},
                               {"after", output.allowed.text}});
        }
        for (const auto& output : before_.outputs)
            if (!find(after_.outputs, output.name, &dmn::Output::name))
                say("output_removed", {{"column", output.name}});
    }

    void rules() {
        std::vector<std::string> then, now;
        for (const auto& rule : before_.rules)
            if (find(after_.rules, rule.id, &dmn::Rule::id)) then.push_back(rule.id);
        for (const auto& rule : after_.rules)
            if (find(before_.rules, rule.id, &dmn::Rule::id)) now.push_back(rule.id);
        const auto kept = then == now ? std::set<std::string>(now.begin(), now.end()) : in_place(then, now);
        for (const auto& rule : after_.rules) {
            const auto* same = find(before_.rules, rule.id, &dmn::Rule::id);
            if (!same) {
                say("rule_added", {{"rule", rule.id},
                                   {"reason", annotation(after_, rule, "reason_en")},
                                   {"reason_ja", annotation(after_, rule, "reason_ja")}});
                continue;
            }
            if (!kept.contains(rule.id)) moved(rule, *same);
            cells(*same, rule);
            reasons(*same, rule);
        }
        for (const auto& rule : before_.rules)
            if (!find(after_.rules, rule.id, &dmn::Rule::id)) say("rule_removed", {{"rule", rule.id}});
    }

    void moved(const dmn::Rule& now, const dmn::Rule& then) {
        say("rule_moved", {{"rule", now.id},
                           {"from", std::to_string(&then - before_.rules.data() + 1)},
                           {"to", std::to_string(&now - after_.rules.data() + 1)}});
    }

    void cell(const std::string& rule, const std::string& column, const std::string& before,
              const std::string& after) {
        if (before != after)
            say("cell", {{"rule", rule}, {"column", column}, {"before", before}, {"after", after}});
    }

    void cells(const dmn::Rule& before, const dmn::Rule& after) {
        for (std::size_t i = 0; i < after_.inputs.size(); ++i) {
            const auto* same = find(before_.inputs, after_.inputs[i].text, &dmn::Input::text);
            const auto then =
                same ? before.when[static_cast<std::size_t>(same - before_.inputs.data())].text : "-";
            cell(after.id, after_.inputs[i].text, then, after.when[i].text);
        }
        for (std::size_t i = 0; i < after_.outputs.size(); ++i)
            if (const auto* same = find(before_.outputs, after_.outputs[i].name, &dmn::Output::name))
                cell(after.id, after_.outputs[i].name,
                     before.then[static_cast<std::size_t>(same - before_.outputs.data())].text,
                     after.then[i].text);
    }

    void reasons(const dmn::Rule& before, const dmn::Rule& after) {
        for (const auto* language : {"en", "ja"}) {
            const auto name = std::string("reason_") + language;
            const auto then = annotation(before_, before, name), now = annotation(after_, after, name);
            if (then != now)
                say("reason", {{"rule", after.id}, {"language", language}, {"before", then}, {"after", now}});
        }
    }

    void answers() {
        const auto changes = answer_changes(before_, after_);
        if (!changes) return void(say("answers_unknown", {}));
        for (std::size_t i = 0; i < std::min(most_answers, changes->size()); ++i) {
            const auto& one = (*changes)[i];
            const auto kind = one.before.empty() ? "now" : one.after.empty() ? "no_more" : "instead";
            say("answer", {{"kind", kind},
                           {"before", one.before},
                           {"after", one.after},
                           {"always", one.when.empty() ? "yes" : "no"},
                           {"combinations", fmt::format("{:.0f}", one.combinations)}})
                .when = one.when;
        }
        if (changes->empty()) say("answers_same", {});
        if (changes->size() > most_answers)
            say("answers_more", {{"more", std::to_string(changes->size() - most_answers)}});
    }

    std::string name_;
    const dmn::Table &before_, &after_;
    std::vector<Difference>& to_;
};

}  // namespace

Outcome<std::vector<Difference>> difference(const RuleFiles& before, const RuleFiles& after) {
    const auto then = read(before), now = read(after);
    if (!then) return then.refusal();
    if (!now) return now.refusal();
    std::vector<Difference> out;
    for (const auto& [name, table] : (*now)->tables) {
        const auto same = (*then)->tables.find(name);
        if (same == (*then)->tables.end())
            out.push_back({.message = {"diff.table_added", {{"table", name}}}, .table = name});
        else
            Comparing(name, *same->second, *table, out).tell();
    }
    for (const auto& [name, table] : (*then)->tables)
        if (!(*now)->tables.contains(name))
            out.push_back({.message = {"diff.table_removed", {{"table", name}}}, .table = name});
    compare_lists(before, after, out);
    return out;
}

}  // namespace sodan::routing
