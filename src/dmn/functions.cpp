#include "dmn/functions.h"

#include <algorithm>
#include <array>

namespace sodan::dmn {

namespace {

using Arguments = std::span<const Value>;

Value or_null(std::optional<Decimal> number) { return number ? Value(*number) : Value(); }

template <std::optional<Decimal> (*Of)(Decimal)> Value of_one(Arguments given) {
    const auto* number = given.front().get<Decimal>();
    return number ? or_null(Of(*number)) : Value();
}

template <Rounding Way> Value rounded_by(Arguments given) {
    const auto* number = given.front().get<Decimal>();
    const auto* scale = given.size() > 1 ? given[1].get<Decimal>() : nullptr;
    const auto digits = scale ? scale->to_int64() : std::optional<std::int64_t>(0);
    if (!number || !digits || (given.size() > 1 && !scale)) return {};
    return or_null(rounded(*number, *digits, Way));
}

Value absolute(Arguments given) {
    if (const auto* number = given.front().get<Decimal>()) return *number < Decimal(0) ? -*number : *number;
    if (const auto* days = given.front().get<DaysDuration>()) return DaysDuration{abs(days->length)};
    if (const auto* months = given.front().get<MonthsDuration>())
        return MonthsDuration{std::max(months->months, -months->months)};
    return {};
}

// The sign is the divisor's.
Value modulo(Arguments given) {
    const auto *number = given[0].get<Decimal>(), *by = given[1].get<Decimal>();
    if (!number || !by || *by == Decimal(0)) return {};
    const auto share = divide(*number, *by);
    const auto whole = share ? rounded(*share, 0, Rounding::floor) : std::nullopt;
    const auto product = whole ? multiply(*whole, *by) : std::nullopt;
    return product ? or_null(subtract(*number, *product)) : Value();
}

template <int Rest> Value has_rest(Arguments given) {
    const std::array<Value, 2> two{given.front(), Value(2)};
    const auto rest = modulo(two);
    const auto* number = rest.get<Decimal>();
    return number && given.front().get<Decimal>()->to_int64() ? Value(*number == Decimal(Rest)) : Value();
}

Value negated(Arguments given) {
    const auto* truth = given.front().get<bool>();
    return truth ? Value(!*truth) : Value();
}

Value is_same(Arguments given) { return given[0] == given[1]; }

constexpr std::array<Function, 16> of_numbers{
    {{"decimal", 2, 2, rounded_by<Rounding::half_even>, "n, scale"},
     {"floor", 1, 2, rounded_by<Rounding::floor>, "n, scale"},
     {"ceiling", 1, 2, rounded_by<Rounding::ceiling>, "n, scale"},
     {"round up", 2, 2, rounded_by<Rounding::up>, "n, scale"},
     {"round down", 2, 2, rounded_by<Rounding::down>, "n, scale"},
     {"round half up", 2, 2, rounded_by<Rounding::half_up>, "n, scale"},
     {"round half down", 2, 2, rounded_by<Rounding::half_down>, "n, scale"},
     {"abs", 1, 1, absolute, "n|number"},
     {"modulo", 2, 2, modulo, "dividend, divisor"},
     {"sqrt", 1, 1, of_one<square_root>, "number"},
     {"log", 1, 1, of_one<logarithm>, "number"},
     {"exp", 1, 1, of_one<exponential>, "number"},
     {"odd", 1, 1, has_rest<1>, "number"},
     {"even", 1, 1, has_rest<0>, "number"},
     {"not", 1, 1, negated, "negand"},
     {"is", 2, 2, is_same, "value1, value2"}}};

std::vector<std::string> words_of(std::string_view form) {
    std::vector<std::string> out;
    while (!form.empty()) {
        const auto comma = std::min(form.find(", "), form.size());
        out.emplace_back(form.substr(0, comma));
        form.remove_prefix(std::min(comma + 2, form.size()));
    }
    return out;
}

}  // namespace

std::span<const Function> functions_of_numbers() { return of_numbers; }

std::span<const Function> functions() {
    static const auto all = [] {
        std::vector<Function> out;
        for (const auto part :
             {functions_of_numbers(), functions_of_lists(), functions_of_text(), functions_of_time()})
            out.insert(out.end(), part.begin(), part.end());
        return out;
    }();
    return all;
}

const Function* function_named(std::string_view name) {
    const auto all = functions();
    const auto at = std::ranges::find(all, name, &Function::name);
    return at == all.end() ? nullptr : &*at;
}

std::vector<std::vector<std::string>> forms_of(const Function& function) {
    std::vector<std::vector<std::string>> out;
    for (auto rest = function.parameters; !rest.empty();) {
        const auto bar = std::min(rest.find('|'), rest.size());
        out.push_back(words_of(rest.substr(0, bar)));
        rest.remove_prefix(std::min(bar + 1, rest.size()));
    }
    return out;
}

}  // namespace sodan::dmn
