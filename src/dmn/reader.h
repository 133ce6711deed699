#pragma once
// The reading of one FEEL text: signs, words, names and literals from the front (reader.cpp, literals.cpp),
// what stands for a value (parse_primary.cpp) and calls (calls.cpp), the operators above them (parse.cpp),
// the tests of cells (parse_cells.cpp). The first misreading is kept and ends the reading.

#include "dmn/parse.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::dmn {

class Reader {
public:
    Reader(std::string_view text, const Scope& scope) : rest_(text), scope_(&scope) { skip_space(); }

    Expression expression();
    Cell cell();
    std::optional<Misread> finish();  // what was misread, also when something is left over

private:
    bool good() const { return !misread_; }
    bool ended() const { return rest_.empty(); }
    void fail(std::string_view reason);
    void skip_space();
    bool at(std::string_view sign) const { return good() && rest_.starts_with(sign); }
    bool at_word(std::string_view) const;
    bool sign(std::string_view);
    void must(std::string_view);
    bool word(std::string_view);
    bool at_name() const;
    // How much of the rest is the name; 0 when it is not there.
    std::size_t match(std::string_view name) const;
    const std::string* longest(const std::vector<std::string>& names) const;
    void take(std::size_t length);
    std::optional<Value> literal();
    std::optional<Value> text_literal();
    std::optional<Value> number_literal();
    std::optional<Value> time_literal();
    bool escape(std::string& into, std::size_t& at);

    bool deeper();
    Expression choice();
    Expression disjunction();
    Expression conjunction();
    Expression comparison();
    Expression between(Expression);
    Expression within(Expression);
    Expression addition();
    Expression multiplication();
    Expression raised();
    Expression negation();
    Expression path();
    std::string member();
    Expression primary();
    Expression named();
    Expression joined(Operator, Expression left, Expression right);
    Expression list();
    std::optional<Expression> call(std::size_t longer_than);
    Expression call_of(const Function&);
    Expression call_of(const Callable&);
    struct Given {
        std::vector<std::string> names{};  // empty when arguments stand by position
        std::vector<Part> parts{};
    };
    Given arguments(const std::vector<std::string>& parameters);
    std::vector<Part> parts_until(std::string_view end);
    std::optional<Operator> comparing();
    UnaryTest test();
    std::vector<UnaryTest> tests();
    std::optional<Interval> interval();

    static constexpr int deepest = 60;                   // brackets within brackets
    static constexpr int most_parts = 1'000;             // also bounds the depth of a tree such as 1+1+1+...
    static constexpr int most_work_of_reading = 20'000;  // also where an interval is tried and given back

    std::string_view rest_;
    const Scope* scope_;
    std::optional<Misread> misread_{};
    int depth_ = 0, parts_ = 0, work_ = 0, asked_ = 0;
};

}  // namespace sodan::dmn
