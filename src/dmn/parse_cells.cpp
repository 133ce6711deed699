#include "dmn/reader.h"

namespace sodan::dmn {

UnaryTest Reader::test() {
    if (const auto op = comparing()) return Comparison{*op, addition()};
    if (auto interval_ = interval()) return std::move(*interval_);
    const auto asked_before = asked_;
    auto with = expression();
    return Comparison{Operator::equal, std::move(with), asked_ != asked_before};
}

std::vector<UnaryTest> Reader::tests() {
    std::vector<UnaryTest> out;
    do {
        out.push_back(test());
        if (++parts_ > most_parts) fail("too_deep");
    } while (good() && sign(","));
    return out;
}

// "[1..5]" begins like a list and "(1..5)" like a bracket: read as an interval, go back if it is none.
std::optional<Interval> Reader::interval() {
    if (!at("[") && !at("(") && !at("]")) return {};
    const Reader before = *this;
    if (!deeper()) return {};
    const bool with_low = at("[");
    rest_.remove_prefix(1);
    auto low = addition();
    if (!good() || !sign("..")) {
        const bool hostile = misread_ && misread_->reason == "too_deep";
        const auto work = work_;
        if (!hostile) *this = before;
        work_ = work;
        return {};
    }
    auto high = addition();
    const bool with_high = sign("]");
    if (!with_high && !sign(")") && !sign("[")) fail("syntax");
    --depth_;
    return Interval{std::move(low), std::move(high), with_low, with_high};
}

Cell Reader::cell() {
    Cell out{};
    const auto mark = rest_;
    if (sign("-") && ended()) return out;
    rest_ = mark;
    const Reader before = *this;
    out.negated = word("not") && sign("(");
    if (out.negated) {
        out.tests = tests();
        must(")");
        if (!misread_ && ended()) return out;
    }
    if (misread_ && misread_->reason != "syntax") return out;
    const auto work = work_;
    *this = before;  // "not(a) or b" is an expression
    work_ = work;
    out.negated = false;
    out.tests = tests();
    return out;
}

}  // namespace sodan::dmn
