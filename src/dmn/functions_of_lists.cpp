#include "dmn/functions.h"

#include <algorithm>
#include <array>

namespace sodan::dmn {

namespace {

using Arguments = std::span<const Value>;
constexpr std::size_t any_number = 1'000;

Value or_null(std::optional<Decimal> number) { return number ? Value(*number) : Value(); }

// One argument that is a list stands for its items.
Arguments items_of(Arguments given) {
    const auto* list = given.size() == 1 ? given.front().get<List>() : nullptr;
    return list ? Arguments(list->items) : given;
}

// A single value stands for a list of it.
std::vector<Value> list_in(const Value& value) {
    if (const auto* list = value.get<List>()) return list->items;
    return value.is_null() ? std::vector<Value>{} : std::vector<Value>{value};
}

bool same(const Value& a, const Value& b) { return equal(a, b).value_or(false); }

Value most_by(Arguments given, bool greatest) {
    const auto items = items_of(given);
    if (items.empty()) return {};
    const Value* best = &items.front();
    if (!compare(*best, *best)) return {};
    for (const auto& item : items) {
        const auto order = compare(item, *best);
        if (!order) return {};
        if (greatest ? *order > 0 : *order < 0) best = &item;
    }
    return *best;
}

Value smallest(Arguments given) { return most_by(given, false); }
Value greatest(Arguments given) { return most_by(given, true); }
Value count(Arguments given) { return Decimal(static_cast<std::int64_t>(items_of(given).size())); }

template <std::optional<Decimal> (*Join)(Decimal, Decimal)> Value joined(Arguments items, Decimal from) {
    std::optional<Decimal> out = from;
    for (const auto& item : items) {
        const auto* number = item.get<Decimal>();
        out = out && number ? Join(*out, *number) : std::nullopt;
    }
    return items.empty() ? Value() : or_null(out);
}

Value sum(Arguments given) { return joined<add>(items_of(given), 0); }
Value product(Arguments given) { return joined<multiply>(items_of(given), 1); }

Value mean(Arguments given) {
    const auto total = sum(given);
    const auto* number = total.get<Decimal>();
    return number ? or_null(divide(*number, *count(given).get<Decimal>())) : Value();
}

Value median(Arguments given) {
    const auto items = items_of(given);
    std::vector<Decimal> numbers;
    for (const auto& item : items) {
        if (!item.get<Decimal>()) return {};
        numbers.push_back(*item.get<Decimal>());
    }
    if (numbers.empty()) return {};
    std::ranges::sort(numbers, [](Decimal a, Decimal b) { return a < b; });
    const auto middle = numbers.size() / 2;
    if (numbers.size() % 2 == 1) return numbers[middle];
    const auto both = add(numbers[middle - 1], numbers[middle]);
    return both ? or_null(divide(*both, 2)) : Value();
}

// `all` and `any`: what is no truth value leaves the answer open.
template <bool DecidedBy> Value truths(Arguments given) {
    bool open = false;
    for (const auto& item : items_of(given)) {
        const auto* truth = item.get<bool>();
        if (truth && *truth == DecidedBy) return DecidedBy;
        open = open || !truth;
    }
    return open ? Value() : Value(!DecidedBy);
}

Value contains(Arguments given) {
    if (given.front().is_null()) return {};
    return std::ranges::any_of(list_in(given.front()),
                               [&](const Value& item) { return same(item, given[1]); });
}

Value append(Arguments given) {
    List out{list_in(given.front())};
    out.items.insert(out.items.end(), given.begin() + 1, given.end());
    return out;
}

Value concatenate(Arguments given) {
    List out;
    for (const auto& one : given)
        for (auto& item : list_in(one)) out.items.push_back(std::move(item));
    return out;
}

Value distinct_of(Arguments given) {
    List out;
    for (const auto& item : list_in(concatenate(given)))
        if (std::ranges::none_of(out.items, [&](const Value& one) { return same(one, item); }))
            out.items.push_back(item);
    return out;
}

Value reverse(Arguments given) {
    List out{list_in(given.front())};
    std::ranges::reverse(out.items);
    return out;
}

// From 1, or from the end when negative; nothing when there is no such place.
std::optional<std::size_t> place_in(const Value& at, std::size_t size) {
    const auto* number = at.get<Decimal>();
    const auto whole = number ? number->to_int64() : std::nullopt;
    const auto length = static_cast<std::int64_t>(size);
    if (!whole || *whole == 0 || *whole > length || *whole < -length) return {};
    return static_cast<std::size_t>(*whole > 0 ? *whole - 1 : length + *whole);
}

Value sublist(Arguments given) {
    const auto items = list_in(given.front());
    const auto from = place_in(given[1], items.size());
    if (!from) return {};
    auto length = static_cast<std::int64_t>(items.size() - *from);
    if (given.size() > 2) {
        const auto* wanted = given[2].get<Decimal>();
        const auto whole = wanted ? wanted->to_int64() : std::nullopt;
        if (!whole || *whole < 0 || *whole > length) return {};
        length = *whole;
    }
    const auto first = items.begin() + static_cast<std::ptrdiff_t>(*from);
    return List{{first, first + length}};
}

Value insert_before(Arguments given) {
    List out{list_in(given.front())};
    const auto at = place_in(given[1], out.items.size());
    if (!at) return {};
    out.items.insert(out.items.begin() + static_cast<std::ptrdiff_t>(*at), given[2]);
    return out;
}

Value remove(Arguments given) {
    List out{list_in(given.front())};
    const auto at = place_in(given[1], out.items.size());
    if (!at) return {};
    out.items.erase(out.items.begin() + static_cast<std::ptrdiff_t>(*at));
    return out;
}

Value index_of(Arguments given) {
    List out;
    const auto items = list_in(given.front());
    for (std::size_t i = 0; i < items.size(); ++i)
        if (same(items[i], given[1])) out.items.emplace_back(Decimal(static_cast<std::int64_t>(i + 1)));
    return given.front().is_null() ? Value() : Value(std::move(out));
}

void flatten_into(std::vector<Value>& out, const Value& value) {
    const auto* list = value.get<List>();
    if (!list) return out.push_back(value);
    for (const auto& item : list->items) flatten_into(out, item);
}

Value flatten(Arguments given) {
    List out;
    flatten_into(out.items, given.front());
    return out;
}

constexpr std::array<Function, 20> of_lists{
    {{"max", 1, any_number, greatest, "list"},
     {"min", 1, any_number, smallest, "list"},
     {"sum", 1, any_number, sum, "list"},
     {"product", 1, any_number, product, "list"},
     {"mean", 1, any_number, mean, "list"},
     {"median", 1, any_number, median, "list"},
     {"count", 1, any_number, count, "list"},
     {"all", 1, any_number, truths<false>, "list"},
     {"flatten", 1, 1, flatten, "list"},
     {"any", 1, any_number, truths<true>, "list"},
     {"list contains", 2, 2, contains, "list, element"},
     {"append", 2, any_number, append},
     {"concatenate", 1, any_number, concatenate},
     {"union", 1, any_number, distinct_of},
     {"distinct values", 1, 1, distinct_of, "list"},
     {"reverse", 1, 1, reverse, "list"},
     {"sublist", 2, 3, sublist, "list, start position, length"},
     {"insert before", 3, 3, insert_before, "list, position, newItem"},
     {"remove", 2, 2, remove, "list, position"},
     {"index of", 2, 2, index_of, "list, match"}}};

}  // namespace

std::span<const Function> functions_of_lists() { return of_lists; }

}  // namespace sodan::dmn
