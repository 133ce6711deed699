#include "dmn/parse.h"

#include "dmn/functions.h"
#include "dmn/reader.h"
#include "dmn/signs.h"

#include <algorithm>
#include <array>

namespace sodan::dmn {

namespace {

constexpr std::size_t longest_text = 20'000;  // bytes of one cell or expression

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
    if (++depth_ <= deepest && ++parts_ <= most_parts && ++work_ <= most_work_of_reading) return true;
    fail("too_deep");
    return false;
}

Expression Reader::expression() {
    if (!deeper()) return {};
    const auto* name = at_word("if") ? longest(scope_->names) : nullptr;
    Expression out = !name && word("if") ? choice() : disjunction();
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
    if (word("between")) return between(std::move(out));
    if (word("in")) return within(std::move(out));
    if (const auto op = good() ? comparing() : std::nullopt) return joined(*op, std::move(out), addition());
    return out;
}

Expression Reader::between(Expression of) {
    auto low = addition();
    if (!word("and")) fail("syntax");
    Cell cell{};
    cell.tests.push_back(Interval{std::move(low), addition(), true, true});
    if (++parts_ > most_parts) fail("too_deep");
    return {Within{shared(std::move(of)), std::make_shared<const Cell>(std::move(cell))}};
}

// "in (1, > 5)", "in [1..5]", "in (1..5)", "in list".
Expression Reader::within(Expression of) {
    if (!deeper()) return {};
    Cell cell{};
    if (auto range = interval()) {
        cell.tests.push_back(std::move(*range));
    } else if (sign("(")) {
        cell.tests = tests();
        must(")");
    } else if (const auto op = comparing()) {
        cell.tests.push_back(Comparison{*op, addition()});
    } else {
        cell.tests.push_back(Comparison{Operator::equal, addition()});
    }
    --depth_;
    return {Within{shared(std::move(of)), std::make_shared<const Cell>(std::move(cell))}};
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
    if (!good()) return {};
    return {Negation{shared(std::move(of))}};
}

Expression Reader::joined(Operator op, Expression left, Expression right) {
    if (++parts_ > most_parts) fail("too_deep");
    return operation(op, std::move(left), std::move(right));
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
    Reader reader(text, scope);
    auto out = reader.cell();
    if (auto misread = reader.finish()) return std::move(*misread);
    out.text = text;
    return out;
}

}  // namespace sodan::dmn
