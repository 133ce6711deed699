#include "dmn/functions.h"
#include "dmn/reader.h"
#include "dmn/signs.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

Part shared(Expression from) { return std::make_shared<const Expression>(std::move(from)); }

}  // namespace

Expression Reader::path() {
    auto out = primary();
    while (good() && !at("..") && sign(".")) {
        if (++parts_ > most_parts) fail("too_deep");
        out = {Member{shared(std::move(out)), member()}};
    }
    return out;
}

// A component that the model knows, else the word that stands there: a value of any type may have it.
std::string Reader::member() {
    if (const auto* known = longest(scope_->members)) {
        auto out = *known;
        take(match(*known));
        return out;
    }
    for (const auto* of_time : {"time offset"})
        if (const auto length = match(of_time)) {
            take(length);
            return of_time;
        }
    if (!at_name()) {
        fail("unknown_name");
        return "";
    }
    std::size_t length = 0;
    while (length < rest_.size() && in_name(rest_[length]) && space_at(rest_.substr(length)) == 0) ++length;
    std::string out(rest_.substr(0, length));
    take(length);
    return out;
}

Expression Reader::primary() {
    if (auto value = literal()) return {Literal{std::move(*value)}};
    if (sign("(")) {
        auto out = expression();
        must(")");
        return out;
    }
    if (sign("[")) return list();
    if (sign("?")) {
        ++asked_;
        return {Asked{}};
    }
    return named();
}

// A name, a call, or one of the words that are values: the longest that stands there.
Expression Reader::named() {
    const auto* name = longest(scope_->names);
    const auto length = name ? match(*name) : 0;
    if (auto out = call(length)) return std::move(*out);
    if (length > std::string_view("false").size() ||
        (name && !at_word("true") && !at_word("false") && !at_word("null"))) {
        auto out = *name;
        take(length);
        return {Name{std::move(out)}};
    }
    if (word("true")) return {Literal{true}};
    if (word("false")) return {Literal{false}};
    if (word("null")) return {Literal{Value()}};
    const auto word_end = std::ranges::find_if_not(rest_, in_name);
    const bool is_call = at_name() && word_end != rest_.end() && *word_end == '(';
    fail(is_call ? "unknown_function" : at_name() ? "unknown_name" : "syntax");
    return {};
}

// Of constants, a constant.
Expression Reader::list() {
    auto parts = parts_until("]");
    if (std::ranges::any_of(parts, [](const Part& part) { return !part->constant(); }))
        return {ListOf{std::move(parts)}};
    List out;
    for (const auto& part : parts) out.items.push_back(*part->constant());
    return {Literal{std::move(out)}};
}

std::vector<Part> Reader::parts_until(std::string_view end) {
    std::vector<Part> out;
    if (sign(end)) return out;
    do { out.push_back(shared(expression())); } while (good() && sign(","));
    must(end);
    return out;
}

}  // namespace sodan::dmn
