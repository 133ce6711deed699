#pragma once
// The reading of one FEEL text: signs, words, names and literals from the front (reader.cpp), the grammar
// above them (parse.cpp). The first misreading is kept and ends the reading.

#include "dmn/parse.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::dmn {

class Reader {
public:
    Reader(std::string_view text, const Scope& scope) : rest_(text), scope_(scope) { skip_space(); }

    Expression expression();
    Cell cell();
    std::optional<Misread> finish();  // what was misread, also when something is left over

private:
    bool good() const { return !misread_; }
    bool ended() const { return rest_.empty(); }
    void fail(std::string_view reason);
    void skip_space();
    bool at(std::string_view sign) const { return good() && rest_.starts_with(sign); }
    bool sign(std::string_view);
    void must(std::string_view);
    bool word(std::string_view);
    bool at_name() const;
    std::size_t match(
        std::string_view name) const;  // how much of the rest is the name; 0 when it is not there
    std::optional<std::string> known(const std::vector<std::string>& names);  // the longest that is there
    std::optional<std::string> function_name();
    std::optional<Value> literal();
    std::optional<Value> text_literal();
    std::optional<Value> number_literal();

    bool deeper();
    Expression choice();
    Expression disjunction();
    Expression conjunction();
    Expression comparison();
    Expression addition();
    Expression multiplication();
    Expression raised();
    Expression negation();
    Expression path();
    Expression primary();
    Expression joined(Operator, Expression left, Expression right);
    std::optional<Expression> call();
    std::optional<Expression> invocation();
    std::size_t parameter(const Knowledge&, std::size_t place);
    std::vector<Part> parts_until(std::string_view end);
    std::optional<Operator> comparing();
    UnaryTest test();
    std::optional<Interval> interval();

    std::string_view rest_;
    Scope scope_;
    std::optional<Misread> misread_{};
    int depth_ = 0, parts_ = 0;
};

}  // namespace sodan::dmn
