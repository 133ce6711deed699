#include "dmn/prove_regions.h"

#include "dmn/constants.h"
#include "dmn/temporal.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace sodan::dmn {

namespace {

// Where a rule passes all cells of a column.
std::vector<std::pair<std::size_t, bool>> borders(const Table& table, const Column& column,
                                                  std::size_t rule) {
    std::map<std::size_t, int> change;
    for (const auto input : column.inputs)
        for (const auto& [from, to] : column.cuts.passing(table.rules[rule].when[input])) {
            ++change[from];
            --change[to];
        }
    std::vector<std::pair<std::size_t, bool>> out;
    int inside = 0;
    const int all = static_cast<int>(column.inputs.size());
    for (const auto& [place, by] : change) {
        const bool was = inside == all;
        inside += by;
        if (was != (inside == all)) out.emplace_back(place, inside == all);
    }
    return out;
}

// The rules that pass, by place.
std::vector<Bits> passing_by_place(const Table& table, const Column& column,
                                   const std::vector<std::size_t>& order, std::size_t words) {
    std::vector<std::vector<std::size_t>> changes(column.cuts.size() + 1);
    for (std::size_t rank = 0; rank < order.size(); ++rank)
        for (const auto& [place, enters] : borders(table, column, order[rank]))
            changes[place].push_back(rank);
    std::vector<Bits> out;
    Bits now(words);
    for (std::size_t place = 0; place < column.cuts.size(); ++place) {
        for (const auto rank : changes[place]) now[rank / word_bits] ^= Word{1} << rank % word_bits;
        out.push_back(now);
    }
    return out;
}

// A text that nobody named is shown as one that says so.
Value example_of(const Column& column, const std::vector<std::size_t>& places) {
    const auto named = std::ranges::find_if(places, [&](auto place) { return column.cuts.is_named(place); });
    if (named != places.end()) return *column.cuts.example(*named);
    const Value other("other");
    for (const auto place : places) {
        const auto *low = column.cuts.below(place), *high = column.cuts.above(place);
        if (column.kind == other.held.index() && (!low || stands_before(*low, other)) &&
            (!high || stands_before(other, *high)))
            return other;
    }
    return *column.cuts.example(places.front());
}

void cut_into_classes(const Table& table, const std::vector<std::size_t>& order, std::size_t words,
                      Column& column) {
    const auto by_place = passing_by_place(table, column, order, words);
    std::map<Bits, std::size_t> known;
    for (const auto place : column.domain) {
        const auto [at, is_new] = known.emplace(by_place[place], column.classes.size());
        if (is_new) {
            column.classes.push_back({});
            column.passing.push_back(by_place[place]);
        }
        column.classes[at->second].places.push_back(place);
    }
    for (auto& values : column.classes) values.example = example_of(column, values.places);
}

Bits full(std::size_t bits) {
    Bits out((bits + word_bits - 1) / word_bits);
    for (std::size_t i = 0; i < bits; ++i) put(out, i);
    return out;
}

std::string product(const std::vector<std::size_t>& factors) {
    std::optional<Decimal> out = Decimal(1);
    for (const auto factor : factors)
        if (out) out = multiply(*out, Decimal(static_cast<std::int64_t>(factor)));
    return out ? out->to_string() : std::string("10^6000");
}

}  // namespace

std::size_t count(const Bits& bits) {
    return std::accumulate(bits.begin(), bits.end(), std::size_t{0}, [](std::size_t sum, Word word) {
        return sum + static_cast<std::size_t>(std::popcount(word));
    });
}

bool is_empty(const Bits& bits) {
    return std::ranges::all_of(bits, [](Word word) { return word == 0; });
}

bool is_empty(const Box& box) {
    return std::ranges::any_of(box, [](const Bits& classes) { return is_empty(classes); });
}

bool are_apart(const Bits& a, const Bits& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        if ((a[i] & b[i]) != 0) return false;
    return true;
}

bool is_within(const Bits& inner, const Bits& outer) {
    for (std::size_t i = 0; i < inner.size(); ++i)
        if ((inner[i] & ~outer[i]) != 0) return false;
    return true;
}

bool is_within(const Box& inner, const Box& outer) {
    for (std::size_t c = 0; c < inner.size(); ++c)
        if (!is_within(inner[c], outer[c])) return false;
    return true;
}

std::optional<Regions> Regions::of(const Table& table, std::vector<Column> columns) {
    const auto outputs = constant_outputs(table);
    const bool by_outputs =
        table.hit_policy == HitPolicy::priority || table.hit_policy == HitPolicy::output_order;
    if (by_outputs && !outputs) return {};
    Regions out{std::move(columns)};
    out.order = hit_order(table, outputs.value_or(std::vector<Outputs>{}));
    out.boxes.resize(out.rules());
    for (auto& column : out.columns) {
        cut_into_classes(table, out.order, out.words(), column);
        for (std::size_t rule = 0; rule < out.rules(); ++rule) {
            Bits classes((column.classes.size() + word_bits - 1) / word_bits);
            for (std::size_t i = 0; i < column.classes.size(); ++i)
                if (holds(column.passing[i], rule)) put(classes, i);
            out.boxes[rule].push_back(std::move(classes));
        }
    }
    return out;
}

Bits Regions::all_rules() const { return full(rules()); }

Box Regions::whole() const {
    Box out;
    for (const auto& column : columns) out.push_back(full(column.classes.size()));
    return out;
}

Bits Regions::touching(const Box& box, std::optional<std::size_t> spared) const {
    Bits out = all_rules(), any(words());
    for (std::size_t c = 0; c < box.size(); ++c) {
        if (c == spared) continue;
        std::ranges::fill(any, 0);
        for (std::size_t k = 0; k < columns[c].classes.size(); ++k)
            if (holds(box[c], k))
                for (std::size_t i = 0; i < any.size(); ++i) any[i] |= columns[c].passing[k][i];
        for (std::size_t i = 0; i < any.size(); ++i) out[i] &= any[i];
    }
    return out;
}

double Regions::size(const Box& box) const {
    double out = 1;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        std::size_t places = 0;
        for (std::size_t i = 0; i < columns[c].classes.size(); ++i)
            if (holds(box[c], i)) places += columns[c].classes[i].places.size();
        out *= static_cast<double>(places);
    }
    return out;
}

std::string Regions::combinations() const {
    std::vector<std::size_t> factors;
    for (const auto& column : columns) factors.push_back(column.domain.size());
    return product(factors);
}

std::string Regions::kinds_of_combination() const {
    std::vector<std::size_t> factors;
    for (const auto& column : columns) factors.push_back(column.classes.size());
    return product(factors);
}

std::map<std::string, std::string> Regions::combination(const Box& box) const {
    std::map<std::string, std::string> out;
    for (std::size_t c = 0; c < columns.size(); ++c)
        for (std::size_t i = columns[c].classes.size(); i-- > 0;)
            if (holds(box[c], i)) out[columns[c].name] = plain(columns[c].classes[i].example);
    return out;
}

std::string plain(const Value& value) {
    if (const auto* text = value.get<std::string>()) return *text;
    if (const auto* date = value.get<Date>()) return text_of(*date);
    if (const auto* time = value.get<Time>()) return text_of(*time);
    if (const auto* at = value.get<DateTime>()) return text_of(*at);
    if (const auto* days = value.get<DaysDuration>()) return text_of(*days);
    if (const auto* months = value.get<MonthsDuration>()) return text_of(*months);
    return to_string(value);
}

}  // namespace sodan::dmn
