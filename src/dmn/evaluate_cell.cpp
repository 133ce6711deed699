#include "dmn/frame.h"
#include "dmn/functions.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

std::optional<bool> truth_of(const Value& value) {
    const auto* truth = value.get<bool>();
    return truth ? std::optional(*truth) : std::nullopt;
}

bool is_in(const Value& value, const List& list) {
    return std::ranges::any_of(list.items,
                               [&](const Value& item) { return equal(value, item).value_or(false); });
}

struct Testing {
    const Value& value;
    const Frame& frame;

    // Constants are not copied: most cells hold nothing else.
    template <class See> auto with(const Expression& expression, See see) const {
        if (const auto* constant = expression.constant()) return see(*constant);
        return see(evaluate(expression, frame));
    }

    // A list stands for its items; a list that is tested may also be the same list.
    std::optional<bool> is(const Value& wanted, bool constant) const {
        if (const auto* list = wanted.get<List>())
            return is_in(value, *list) || (value.get<List>() && equal(value, wanted).value_or(false));
        const bool says_itself = !constant && !value.is_null() && !value.get<bool>() && wanted.get<bool>();
        return says_itself ? truth_of(wanted) : equal(value, wanted);
    }
    std::optional<bool> operator()(const Comparison& comparison) const {
        return with(comparison.with, [&](const Value& wanted) {
            if (comparison.asks) return truth_of(wanted);
            if (comparison.op != Operator::equal) return truth_of(calculate(comparison.op, value, wanted));
            return is(wanted, comparison.with.constant());
        });
    }
    std::optional<bool> operator()(const Interval& interval) const {
        const auto bound = [&](Operator closed, Operator open, bool with_it, const Expression& at) {
            return with(at,
                        [&](const Value& limit) { return calculate(with_it ? closed : open, value, limit); });
        };
        return truth_of(calculate(
            Operator::both, bound(Operator::at_least, Operator::greater, interval.with_low, interval.low),
            bound(Operator::at_most, Operator::less, interval.with_high, interval.high)));
    }
};

}  // namespace

std::optional<bool> passes(const Cell& cell, const Value& value, const Frame& around) {
    if (cell.any()) return true;
    std::vector<Message> unsaid;  // what cannot be said makes a test null, which is not an error of a cell
    const Frame frame{around.names, unsaid, around.model, &value, around.work_left, around.calls};
    const Testing testing{value, frame};
    std::optional<bool> out = false;
    for (const auto& test : cell.tests) {
        const auto one = std::visit(testing, test);
        if (one == true) return !cell.negated;
        if (!one) out = std::nullopt;
    }
    return out && cell.negated ? std::optional(true) : out;
}

std::optional<bool> passes(const Cell& cell, const Value& value, const Context& names) {
    std::vector<Message> unsaid;
    return passes(cell, value, Frame{names, unsaid});
}

}  // namespace sodan::dmn
