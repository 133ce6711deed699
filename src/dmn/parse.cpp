#include "dmn/parse.h"

#include "dmn/functions.h"
#include "dmn/model.h"
#include "dmn/reader.h"

#include <algorithm>
#include <array>

namespace sodan::dmn {

namespace {

constexpr std::size_t longest_text = 20'000;  // bytes of one cell or expression
constexpr int deepest = 60;                   // brackets within brackets
constexpr int most_parts = 1'000;             // also bounds the depth of a tree such as 1+1+1+...

struct Sign {
    std::string_view text;
    Operator op;
};
constexpr std::array<Sign, 6> comparisons{{{"<=", Operator::at_most},
                                           {">=", Operator::at_least},
                                           {"!=", Operator::unequal},
                                           {"<", Operator::less},
                                           {">", Operator::greater},
                                           {"=", Operator::equal}}};

Part shared(Expression from) { return std::make_shared<const Expression>(std::move(from)); }

// What is said by constants alone is said when it is read; null may hide an error that must be told each
// time.
Expression operation(Operator op, Expression left, Expression right) {
    const auto *a = left.constant(), *b = right.constant();
    if (a && b)
        if (auto value = calculate(op, *a, *b); !value.is_null()) return {Literal{std::move(value)}};
    return {Operation{op, shared(std::move(left)), shared(std::move(right))}};
}

}  // namespace

bool Reader::deeper() {
    if (++depth_ <= deepest && ++parts_ <= most_parts) return true;
    fail("too_deep");
    return false;
}

Expression Reader::expression() {
    if (!deeper()) return {};
    Expression out = word("if") ? choice() : disjunction();
    --depth_;
    return out;
}

Expression Reader::choice() {
    auto condition = shared(expression());
    if (!word("then")) fail("syntax");
    auto then = shared(expression());
    if (!word("else")) fail("syntax");
    return {Choice{std::move(condition), std::move(then), shared(expression())}};
}

Expression Reader::disjunction() {
    auto out = conjunction();
    while (good() && word("or")) out = joined(Operator::either, std::move(out), conjunction());
    return out;
}

Expression Reader::conjunction() {
    auto out = comparison();
    while (good() && word("and")) out = joined(Operator::both, std::move(out), comparison());
    return out;
}

std::optional<Operator> Reader::comparing() {
    for (const auto& [text, op] : comparisons)
        if (sign(text)) return op;
    return {};
}

Expression Reader::comparison() {
    auto out = addition();
    if (const auto op = good() ? comparing() : std::nullopt) return joined(*op, std::move(out), addition());
    return out;
}

Expression Reader::addition() {
    auto out = multiplication();
    while (good()) {
        const bool plus = sign("+");
        if (!plus && !sign("-")) break;
        out = joined(plus ? Operator::add : Operator::subtract, std::move(out), multiplication());
    }
    return out;
}

Expression Reader::multiplication() {
    auto out = raised();
    while (good()) {
        const bool times = !at("**") && sign("*");
        if (!times && !sign("/")) break;
        out = joined(times ? Operator::multiply : Operator::divide, std::move(out), raised());
    }
    return out;
}

Expression Reader::raised() {
    auto out = negation();
    while (good() && sign("**")) out = joined(Operator::power, std::move(out), negation());
    return out;
}

Expression Reader::negation() {
    if (!sign("-")) return path();
    if (!deeper()) return {};
    auto of = negation();
    --depth_;
    if (const auto* value = of.constant())
        if (const auto* number = value->get<Decimal>()) return {Literal{-*number}};
    return {Negation{shared(std::move(of))}};
}

Expression Reader::joined(Operator op, Expression left, Expression right) {
    if (++parts_ > most_parts) fail("too_deep");
    return operation(op, std::move(left), std::move(right));
}

Expression Reader::path() {
    auto out = primary();
    while (good() && !at("..") && sign(".")) {
        if (++parts_ > most_parts) fail("too_deep");
        auto name = known(scope_.members);
        if (!name) fail("unknown_name");
        out = {Member{shared(std::move(out)), name.value_or("")}};
    }
    return out;
}

Expression Reader::primary() {
    if (auto value = literal()) return {Literal{std::move(*value)}};
    if (sign("(")) {
        auto out = expression();
        must(")");
        return out;
    }
    if (sign("[")) return {ListOf{parts_until("]")}};
    if (auto out = invocation()) return std::move(*out);
    if (auto name = known(scope_.names)) return {Name{std::move(*name)}};
    if (auto out = call()) return std::move(*out);
    fail(at_name() ? "unknown_name" : "syntax");
    return {};
}

std::optional<Expression> Reader::call() {
    const auto mark = rest_;
    const auto name = function_name();
    if (!name || !sign("(")) {
        rest_ = mark;
        return {};
    }
    Call out{*name, parts_until(")")};
    const auto* function = function_named(*name);
    if (out.arguments.size() < function->fewest || out.arguments.size() > function->most) fail("arguments");
    if (std::ranges::any_of(out.arguments, [](const Part& part) { return !part->constant(); }))
        return Expression{out};
    std::vector<Value> values;
    for (const auto& part : out.arguments) values.push_back(*part->constant());
    if (!good()) return Expression{};
    auto value = function->call(values);
    if (value.is_null() && std::ranges::none_of(values, &Value::is_null)) fail("arguments");
    return value.is_null() ? Expression{std::move(out)} : Expression{Literal{std::move(value)}};
}

// Which parameter comes next: the one that is named ("rate: 0.1"), or the one at that place.
std::size_t Reader::parameter(const Knowledge& function, std::size_t place) {
    const auto mark = rest_;
    std::vector<std::string> names;
    for (const auto& [name, type] : function.parameters) names.push_back(name);
    const auto name = known(names);
    if (name && sign(":")) return static_cast<std::size_t>(std::ranges::find(names, *name) - names.begin());
    rest_ = mark;
    return place;
}

std::optional<Expression> Reader::invocation() {
    const auto mark = rest_;
    std::vector<std::string> names;
    for (const auto& function : scope_.functions) names.push_back(function->name);
    const auto name = known(names);
    if (!name || !sign("(")) {
        rest_ = mark;
        return {};
    }
    const auto& function = *std::ranges::find(scope_.functions, *name, &Knowledge::name);
    Invocation out{function, std::vector<Part>(function->parameters.size())};
    std::size_t given = 0;
    while (good() && !sign(")")) {
        if (given > 0) must(",");
        const auto place = parameter(*function, given++);
        if (place >= out.arguments.size() || out.arguments[place]) fail("arguments");
        auto value = expression();
        if (good()) out.arguments[place] = shared(std::move(value));
    }
    if (given != out.arguments.size()) fail("arguments");
    return Expression{std::move(out)};
}

std::vector<Part> Reader::parts_until(std::string_view end) {
    std::vector<Part> out;
    if (sign(end)) return out;
    do { out.push_back(shared(expression())); } while (good() && sign(","));
    must(end);
    return out;
}

UnaryTest Reader::test() {
    if (const auto op = comparing()) return Comparison{*op, addition()};
    if (auto interval_ = interval()) return std::move(*interval_);
    return Comparison{Operator::equal, expression()};
}

// "[1..5]" begins like a list and "(1..5)" like a bracket: read as an interval, go back if it is none.
std::optional<Interval> Reader::interval() {
    if (!at("[") && !at("(") && !at("]")) return {};
    const Reader before = *this;
    const bool with_low = at("[");
    rest_.remove_prefix(1);
    auto low = addition();
    if (!good() || !sign("..")) {
        const bool hostile = misread_ && misread_->reason == "too_deep";
        if (!hostile) *this = before;
        return {};
    }
    auto high = addition();
    const bool with_high = sign("]");
    if (!with_high && !sign(")") && !sign("[")) fail("syntax");
    return Interval{std::move(low), std::move(high), with_low, with_high};
}

Cell Reader::cell() {
    Cell out{};
    const auto mark = rest_;
    if (sign("-") && ended()) return out;
    rest_ = mark;
    out.negated = word("not");
    if (out.negated) must("(");
    do {
        out.tests.push_back(test());
        if (++parts_ > most_parts) fail("too_deep");
    } while (good() && sign(","));
    if (out.negated) must(")");
    return out;
}

Parsed<Expression> parse_expression(std::string_view text, const Scope& scope) {
    if (text.size() > longest_text) return Misread{"too_long", ""};
    Reader reader(text, scope);
    auto out = reader.expression();
    if (auto misread = reader.finish()) return std::move(*misread);
    return out;
}

Parsed<Cell> parse_cell(std::string_view text, const Scope& scope) {
    if (text.size() > longest_text) return Misread{"too_long", ""};
    auto with_input = scope;
    with_input.names.emplace_back(the_input);
    Reader reader(text, with_input);
    auto out = reader.cell();
    if (auto misread = reader.finish()) return std::move(*misread);
    out.text = text;
    return out;
}

}  // namespace sodan::dmn
