#include "routing/table.h"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

namespace sodan::routing {

Table::Table(TableText text, dmn::CompiledTable compiled)
    : text_(std::move(text)), compiled_(std::move(compiled)) {
    for (std::size_t slot = 0; slot < text_.inputs.size(); ++slot) {
        auto& classes = classes_.emplace_back();
        for (const auto value : values_of(text_.inputs[slot]))
            classes.push_back(compiled_.classify(slot, dmn::Value(value)));
    }
}

dmn::RuleSet Table::hits(const Facts& facts) const {
    std::array<dmn::CompiledTable::Class, fact_count> by_slot;
    for (std::size_t slot = 0; slot < classes_.size(); ++slot)
        by_slot[slot] = classes_[slot][facts[text_.inputs[slot]]];
    return compiled_.hits({by_slot.data(), classes_.size()});
}

RuleIndex Table::decide(const Facts& facts) const {
    if (const auto rule = compiled_.decisive(hits(facts))) return static_cast<RuleIndex>(*rule);
    throw std::logic_error(fmt::format("table {}: no rule decides {}", text_.name, shown(*this, facts)));
}

void Table::collect(const Facts& facts, std::vector<bool>& fitting) const {
    fitting.resize(text_.rules.size(), false);
    const auto set = hits(facts);
    for (auto place = set.next(0); place < dmn::RuleSet::capacity; place = set.next(place + 1))
        fitting[compiled_.rule_at(place)] = true;
}

std::string shown(const Table& table, const Facts& facts) {
    std::string out;
    for (const auto input : table.text().inputs)
        out +=
            fmt::format("{}{} {}", out.empty() ? "" : ", ", name_of(input), value_name(input, facts[input]));
    return out;
}

}  // namespace sodan::routing
