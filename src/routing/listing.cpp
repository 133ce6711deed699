// For `sodan rules`: the tables and the facts, as JSON.

#include "routing/parts.h"

#include "base/described.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace sodan::routing {

namespace json = boost::json;

namespace {

json::array names_of(const std::vector<Fact>& facts) {
    json::array out;
    for (const auto fact : facts) out.emplace_back(name_of(fact));
    return out;
}

json::object rule_json(const TableText& table, const TableRule& rule, const Catalogue& texts) {
    const auto key = "rule." + table.name + "." + rule.id;
    json::object out{{"id", rule.id}, {"cells", json::array(rule.cells.begin(), rule.cells.end())}};
    out["says"] = json::object{{"en", texts.text({key}, "en")}, {"ja", texts.text({key}, "ja")}};
    return out;
}

json::object table_json(const TableText& table, const Catalogue& texts) {
    json::array rules, outputs;
    for (const auto& rule : table.rules) rules.push_back(rule_json(table, rule, texts));
    for (const auto& output : table.outputs) outputs.emplace_back(output.name);
    return {{"name", table.name},
            {"file", table.file},
            {"question", table.question},
            {"hit_policy", table.hit_policy},
            {"inputs", names_of(table.inputs)},
            {"outputs", std::move(outputs)},
            {"rules", std::move(rules)}};
}

json::object fact_json(Fact fact) {
    const auto values = values_of(fact);
    json::array tables;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<TableName>>([&](auto d) {
        const auto may_ask = needs_of(d.value).facts;
        if (std::ranges::find(may_ask, fact) != may_ask.end()) tables.emplace_back(d.name);
    });
    json::object out{{"name", name_of(fact)}, {"values", json::array(values.begin(), values.end())}};
    out["unknown"] = std::ranges::find(values, "unknown") != values.end();
    out["text"] = "fact." + std::string(name_of(fact));
    out["tables"] = std::move(tables);
    return out;
}

}  // namespace

std::string Rules::tables_json() const {
    json::array tables;
    for (const auto& table : parts_->tables.all) tables.push_back(table_json(table.text(), parts_->texts));
    return json::serialize(json::object{{"version", version()}, {"tables", std::move(tables)}});
}

std::string Rules::facts_json() {
    json::array facts;
    for (std::size_t i = 0; i < fact_count; ++i) facts.push_back(fact_json(static_cast<Fact>(i)));
    return json::serialize(json::object{{"facts", std::move(facts)}});
}

std::string Rules::facts_json(std::string_view language) const {
    auto out = json::parse(facts_json());
    for (auto& fact : out.at("facts").as_array())
        fact.as_object()["means"] = parts_->texts.text({std::string(fact.at("text").as_string())}, language);
    return json::serialize(out);
}

}  // namespace sodan::routing
