#include "office/explained.h"

#include "routing/explain.h"

#include <boost/json/array.hpp>

namespace sodan::office {

namespace json = boost::json;
using routing::FiredRule;

namespace {

class Told {
public:
    Told(const routing::Rules& rules, const PastDecision& past) : rules_(rules), past_(past) {}

    json::object table(const routing::AskedTable& asked) const {
        json::array rules, others;
        for (const auto& rule : asked.rules)
            rules.push_back({{"rule", rule}, {"reason", reason({asked.table, rule})}});
        for (const auto& other : asked.not_taken) others.push_back(not_taken(asked.table, other));
        return {{"table", asked.table}, {"rules", std::move(rules)}, {"not_taken", std::move(others)}};
    }

    json::object person(const routing::AskedPerson& asked) const {
        json::object out{{"person", asked.person}};
        if (asked.rule.empty()) return out;
        out["rule"] = asked.rule;
        out["verdict"] = asked.verdict;
        out["reason"] = reason({"eligibility", asked.rule}, asked.person);
        if (asked.held_before) out["held_before"] = true;
        if (asked.load) out["load"] = *asked.load;
        return out;
    }

    json::object desk(const routing::OtherDesk& other) const {
        json::object out{{"desk", to_string(other.desk)}};
        if (!other.rule.empty()) out["table"] = other.table, out["rule"] = other.rule;
        out["because"] = conditions(other.because);
        out["says"] =
            in_both([&](auto language) { return routing::in_words(rules_, past_.past(), other, language); });
        return out;
    }

private:
    template <class Say> static json::object in_both(Say say) {
        return {{"en", say("en")}, {"ja", say("ja")}};
    }

    json::object reason(const FiredRule& rule, const domain::PersonId& about = {}) const {
        return in_both([&](auto language) {
            return rules_.reason(past_.decision, *past_.office, rule, language, about);
        });
    }

    json::array conditions(const std::vector<routing::Condition>& all) const {
        json::array out;
        for (const auto& one : all) {
            auto item = written(one).as_object();
            item["says"] = in_both([&](auto language) { return routing::in_words(rules_, one, language); });
            out.push_back(std::move(item));
        }
        return out;
    }

    json::object not_taken(const std::string& table, const routing::NotTaken& other) const {
        json::object out{{"rule", other.rule}, {"reason", reason({table, other.rule})}};
        if (!other.because.empty()) out["because"] = conditions(other.because);
        if (!other.beaten_by.empty()) out["beaten_by"] = other.beaten_by;
        return out;
    }

    const routing::Rules& rules_;
    const PastDecision& past_;
};

}  // namespace

void add_explanation(json::object& to, const routing::Rules& rules, const PastDecision& past) {
    if (!past.office) return;
    const auto explanation = routing::explain(rules, past.past());
    const Told told(rules, past);
    json::array tables, people, desks;
    for (const auto& one : explanation.tables) tables.push_back(told.table(one));
    for (const auto& one : explanation.people) people.push_back(told.person(one));
    for (const auto& one : explanation.desks) desks.push_back(told.desk(one));
    to["tables"] = std::move(tables);
    to["people"] = std::move(people);
    to["desks"] = std::move(desks);
}

}  // namespace sodan::office
