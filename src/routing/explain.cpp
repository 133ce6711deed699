#include "routing/explain.h"

#include "base/described.h"
#include "routing/parts.h"
#include "routing/people.h"

#include <algorithm>
#include <bitset>

namespace sodan::routing {

using domain::Desk, domain::DeskKind;

namespace {

// The facts as the journal keeps them. A decision of old may lack some: what is not known rules nothing out.
struct KeptFacts {
    Facts facts{};
    std::bitset<fact_count> known{};
    std::vector<std::uint8_t> topics{};

    explicit KeptFacts(const Decision& decision) {
        for (const auto& [name, value] : decision.facts)
            if (const auto fact = from_code<Fact>(name)) keep(*fact, value);
    }

    bool holds(Fact fact, std::uint32_t accepted) const {
        const auto accepts = [&](std::uint8_t value) { return (accepted >> value & 1) != 0; };
        if (fact == Fact::topic) return topics.empty() || std::ranges::any_of(topics, accepts);
        return !known[static_cast<std::size_t>(fact)] || accepts(facts[fact]);
    }

private:
    void keep(Fact fact, std::string_view text) {
        const auto values = values_of(fact);
        while (!text.empty()) {
            const auto one = text.substr(0, text.find(','));
            text.remove_prefix(std::min(text.size(), one.size() + 1));
            const auto value = std::ranges::find(values, one);
            if (value == values.end()) continue;
            const auto index = static_cast<std::uint8_t>(value - values.begin());
            if (fact == Fact::topic) topics.push_back(index);
            facts.set(fact, index);
            known.set(static_cast<std::size_t>(fact));
        }
    }
};

std::vector<std::string> values_in(Fact fact, std::uint32_t accepted) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < values_of(fact).size(); ++i)
        if ((accepted >> i & 1) != 0) out.emplace_back(values_of(fact)[i]);
    return out;
}

class Explaining {
public:
    Explaining(const Rules& rules, const Past& past)
        : parts_(rules.parts()), past_(past), kept_(past.decision) {}

    Explained told() {
        Explained out;
        for (const auto name : asked()) out.tables.push_back(asked_table(parts_.tables[name]));
        out.people = people();
        if (chooser()) out.desks = other_desks(parts_.tables[*chooser()]);
        return out;
    }

private:
    const Decision& decision() const { return past_.decision; }
    bool was(TableName name) const {
        return std::ranges::any_of(decision().fired,
                                   [&](const FiredRule& one) { return one.table == code(name); });
    }
    // The table that chose the desk; none where people of one desk were asked for.
    std::optional<TableName> chooser() const {
        if (was(TableName::first_desk)) return TableName::first_desk;
        return was(TableName::next_desk) ? std::optional(TableName::next_desk) : std::nullopt;
    }

    // Those that fired, in that order, and those that were asked and had nothing to say.
    std::vector<TableName> asked() const {
        std::vector<TableName> out;
        const auto add = [&](TableName name) {
            if (std::ranges::find(out, name) == out.end()) out.push_back(name);
        };
        for (const auto& fired : decision().fired)
            if (const auto name = from_code<TableName>(fired.table)) add(*name);
        if (was(TableName::first_desk))
            for (const auto name : {TableName::service, TableName::alert}) add(name);
        return out;
    }

    std::vector<Condition> missed(const Table& table, const TableRule& rule) const {
        std::vector<Condition> out;
        for (std::size_t slot = 0; slot < table.text().inputs.size(); ++slot) {
            const auto fact = table.text().inputs[slot];
            if (kept_.holds(fact, rule.accepts[slot])) continue;
            out.push_back({std::string(name_of(fact)), decision().facts.at(std::string(name_of(fact))),
                           values_in(fact, rule.accepts[slot])});
        }
        return out;
    }

    AskedTable asked_table(const Table& table) const {
        AskedTable out{.table = table.text().name};
        for (const auto& fired : decision().fired)
            if (fired.table == out.table) out.rules.push_back(fired.rule);
        for (const auto& rule : table.text().rules) {
            if (std::ranges::find(out.rules, rule.id) != out.rules.end()) continue;
            NotTaken one{.rule = rule.id, .because = missed(table, rule)};
            if (one.because.empty() && !out.rules.empty()) one.beaten_by = out.rules.front();
            out.not_taken.push_back(std::move(one));
        }
        return out;
    }

    std::vector<AskedPerson> people() const {
        std::vector<AskedPerson> out;
        for (const auto& id : decision().eligible) out.push_back(eligible(id));
        const auto& table = parts_.tables[TableName::eligibility].text();
        for (const auto& [person, rule] : decision().passed_over) {
            const auto found = std::ranges::find(table.rules, rule, &TableRule::id);
            out.push_back({.person = person, .rule = rule});
            if (found != table.rules.end()) out.back().verdict = verdict(*found);
        }
        return out;
    }

    std::string verdict(const TableRule& rule) const {
        const auto& codes = parts_.tables[TableName::eligibility].text().outputs.front().codes;
        return codes.at(static_cast<std::size_t>(rule.outputs.front()));
    }

    // By which rule, is not kept: the person is put before the table again.
    AskedPerson eligible(const domain::PersonId& id) const {
        AskedPerson out{.person = id};
        if (!decision().question) return out;
        const auto& question = *decision().question;
        out.held_before = question.continuity == id;
        const auto load = question.loads.find(id);
        if (decision().eligible.size() > 1) out.load = load == question.loads.end() ? 0 : load->second;
        const auto desk = Desk::parse(decision().desk);
        if (!desk) return out;
        const auto& table = parts_.tables[TableName::eligibility];
        const Asked asked{past_.intake, question.walls, question.other_side, question.continuity};
        const Moment moment{past_.office, past_.now, {}};
        for (const auto& one : People(table, asked, moment, kept_.facts).judged(*desk))
            if (one.person->id == id)
                out.rule = table.rule(one.rule).id, out.verdict = verdict(table.rule(one.rule));
        return out;
    }

    Desk desk_of(DeskKind kind) const {
        if (kind == DeskKind::advisor) return {kind, past_.intake.host.value_or("")};
        if (kind == DeskKind::leader)
            return {kind, past_.intake.language.substr(0, past_.intake.language.find('-'))};
        return {kind, ""};
    }

    std::vector<OtherDesk> other_desks(const Table& table) const {
        std::vector<OtherDesk> out;
        const auto chosen = Desk::parse(decision().desk);
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<DeskKind>>([&](auto kind) {
            if (chosen && chosen->kind != kind.value) out.push_back(other_desk(table, kind.value));
        });
        return out;
    }

    OtherDesk other_desk(const Table& table, DeskKind kind) const {
        OtherDesk out{.desk = desk_of(kind), .table = table.text().name};
        const auto turned_to = decision().facts.find("turned_to");
        if (turned_to != decision().facts.end() && turned_to->second == code(kind))
            return {out.desk, decision().because.table, decision().because.rule};
        std::optional<std::pair<int, std::size_t>> nearest;
        for (const auto& rule : table.text().rules) {
            if (desk_turned_to(rule.outputs.front()) != kind) continue;
            auto because = missed(table, rule);
            const std::pair distance(static_cast<int>(std::ranges::count_if(because, is_of_a_table)),
                                     because.size());
            if (nearest && distance >= *nearest) continue;
            nearest = distance;
            out.rule = rule.id;
            out.because = std::move(because);
        }
        return out;
    }

    // A rule that another table's answer kept from firing tells less than one that the caller's own facts
    // did.
    static bool is_of_a_table(const Condition& one) { return one.fact == "way" || one.fact == "wish_met"; }

    const Rules::Parts& parts_;
    const Past& past_;
    KeptFacts kept_;
};

}  // namespace

Explained explain(const Rules& rules, const Past& past) { return Explaining(rules, past).told(); }

std::string in_words(const Rules& rules, const Condition& condition, std::string_view language) {
    return rules.texts().text({"why.is." + condition.fact, {{"value", condition.value}}}, language);
}

namespace {

std::string name_of_desk(const Rules& rules, const Past& past, const Desk& desk, std::string_view language) {
    const bool japanese = language.starts_with("ja");
    auto of = desk.of;
    if (desk.kind == DeskKind::leader) of = rules.parts().sentences.language_name(of, japanese);
    if (const auto* host = past.office.host(desk.of); host && desk.kind == DeskKind::advisor)
        of = japanese ? host->name_ja : host->name_en;
    const bool unknown = desk.kind == DeskKind::advisor && of.empty();
    const auto key = unknown ? "why.desk.advisor_unknown" : "why.desk." + std::string(code(desk.kind));
    return rules.texts().text({key, {{"of", of}}}, language);
}

}  // namespace

std::string in_words(const Rules& rules, const Past& past, const OtherDesk& other,
                     std::string_view language) {
    constexpr std::size_t most = 3;  // what rules a desk out is said by its first facts
    Message out{"why.desk.no_way",
                {{"desk", name_of_desk(rules, past, other.desk, language)},
                 {"kind", std::string(code(other.desk.kind))}}};
    if (other.rule.empty()) return rules.texts().text(out, language);
    if (other.because.empty()) {
        out.key = "why.desk.passed_on";
        const FiredRule because{other.table, other.rule};
        out.values.emplace_back("reason", rules.reason(past.decision, past.office, because, language));
        return rules.texts().text(out, language);
    }
    out.key = "why.desk.not_asked";
    std::string because;
    for (std::size_t i = 0; i < std::min(most, other.because.size()); ++i) {
        if (i > 0) because += rules.texts().text({"why.because.and"}, language);
        because += in_words(rules, other.because[i], language);
    }
    out.values.emplace_back("because", std::move(because));
    return rules.texts().text(out, language);
}

}  // namespace sodan::routing
