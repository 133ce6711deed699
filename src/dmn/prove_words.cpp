#include "dmn/prove_words.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

constexpr std::size_t text_kind = 3;

std::vector<std::size_t> places_of(const Column& column, const Bits& classes) {
    std::vector<std::size_t> out;
    for (const auto place : column.domain)
        for (std::size_t k = 0; k < column.classes.size(); ++k)
            if (holds(classes, k) &&
                std::ranges::find(column.classes[k].places, place) != column.classes[k].places.end())
                out.push_back(place);
    return out;
}

std::string joined(const Column& column, const std::vector<std::size_t>& places, const char* between) {
    std::string out;
    for (const auto place : places) out += (out.empty() ? "" : between) + plain(*column.cuts.example(place));
    return out;
}

std::vector<std::size_t> others(const Column& column, const std::vector<std::size_t>& places) {
    std::vector<std::size_t> out;
    for (const auto place : column.domain)
        if (std::ranges::find(places, place) == places.end()) out.push_back(place);
    return out;
}

bool are_named(const Column& column, const std::vector<std::size_t>& places) {
    return std::ranges::all_of(places, [&](auto place) { return column.cuts.is_named(place); });
}

// From one place to another with all that lie between them.
std::string range(const Column& column, std::size_t from, std::size_t to) {
    const auto& cuts = column.cuts;
    if (from == to && cuts.is_named(from)) return plain(*cuts.example(from));
    const auto value = [](const Value* of) { return plain(*of); };
    const auto *low = cuts.is_named(from) ? cuts.above(from) : cuts.below(from), *high = cuts.above(to);
    if (!low && !high) return "-";
    if (!low) return (cuts.is_named(to) ? "<= " : "< ") + value(high);
    if (!high) return (cuts.is_named(from) ? ">= " : "> ") + value(low);
    return (cuts.is_named(from) ? "[" : "(") + value(low) + ".." + value(high) +
           (cuts.is_named(to) ? "]" : ")");
}

std::string ranges(const Column& column, std::vector<std::size_t> places) {
    std::ranges::sort(places);
    std::string out;
    for (std::size_t i = 0; i < places.size();) {
        auto last = i;
        while (last + 1 < places.size() && places[last + 1] == places[last] + 1 &&
               places[last + 1] != column.cuts.null_place())
            ++last;
        out += (out.empty() ? "" : " / ") + range(column, places[i], places[last]);
        i = last + 1;
    }
    return out;
}

}  // namespace

std::string values_in_words(const Column& column, const Bits& classes) {
    const auto places = places_of(column, classes);
    const auto rest = others(column, places);
    const bool named = are_named(column, places), rest_named = are_named(column, rest);
    if (named && (places.size() <= rest.size() + 1 || !rest_named)) return joined(column, places, " / ");
    if (rest_named && (column.is_closed || column.kind == text_kind))
        return "not(" + joined(column, rest, ", ") + ")";
    return ranges(column, places);
}

}  // namespace sodan::dmn
