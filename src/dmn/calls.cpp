#include "dmn/functions.h"
#include "dmn/reader.h"

#include <algorithm>

namespace sodan::dmn {

namespace {

Part shared(Expression from) { return std::make_shared<const Expression>(std::move(from)); }

// Arguments by name as the parameters stand; nothing when a name is unknown or a needed one is missing.
std::optional<std::vector<Part>> in_order(const std::vector<std::string>& names, std::vector<Part> parts,
                                          const std::vector<std::string>& parameters, std::size_t needed) {
    std::vector<Part> out;
    for (const auto& parameter : parameters) {
        const auto at = std::ranges::find(names, parameter);
        if (at == names.end()) break;
        out.push_back(std::move(parts[static_cast<std::size_t>(at - names.begin())]));
    }
    if (out.size() < needed || out.size() != names.size()) return {};
    return out;
}

// The arguments as the function takes them; nothing when it cannot be called so.
std::optional<std::vector<Part>> as_it_stands(const Function& function, std::vector<std::string> names,
                                              std::vector<Part> parts) {
    if (parts.size() < function.fewest || parts.size() > function.most) return {};
    if (names.empty()) return parts;
    for (const auto& form : forms_of(function))
        if (auto out = in_order(names, parts, form, function.fewest)) return out;
    return {};
}

// Of constants, a constant; null may hide an error that must be told each time.
Expression folded(Call call) {
    std::vector<Value> values;
    for (const auto& part : call.arguments) {
        if (!part->constant()) return {std::move(call)};
        values.push_back(*part->constant());
    }
    auto value = call.function->call(values);
    return value.is_null() ? Expression{std::move(call)} : Expression{Literal{std::move(value)}};
}

}  // namespace

// `parameters` are the names that may stand before a colon.
Reader::Given Reader::arguments(const std::vector<std::string>& parameters) {
    Given out;
    if (sign(")")) return out;
    do {
        const auto before = rest_;
        const auto* name = longest(parameters);
        if (name) take(match(*name));
        if (name && sign(":"))
            out.names.push_back(*name);
        else
            rest_ = before;
        out.parts.push_back(shared(expression()));
    } while (good() && sign(","));
    must(")");
    if (!out.names.empty() && out.names.size() != out.parts.size()) fail("arguments");
    return out;
}

Expression Reader::call_of(const Function& function) {
    std::vector<std::string> all;
    for (const auto& form : forms_of(function)) all.insert(all.end(), form.begin(), form.end());
    const auto before = rest_;
    auto given = arguments(all);
    if (!good()) return {};
    auto parts = as_it_stands(function, std::move(given.names), std::move(given.parts));
    if (!parts) {
        rest_ = before;
        fail("arguments");
        return {};
    }
    return folded(Call{&function, *std::move(parts)});
}

Expression Reader::call_of(const Callable& callable) {
    const auto before = rest_;
    auto given = arguments(callable.parameters);
    if (!good()) return {};
    if (!given.names.empty()) {
        auto ordered =
            in_order(given.names, std::move(given.parts), callable.parameters, callable.parameters.size());
        given.parts = ordered ? *std::move(ordered) : std::vector<Part>{};
    }
    if (given.parts.size() != callable.parameters.size()) {
        rest_ = before;
        fail("arguments");
        return {};
    }
    return {Invocation{callable.knowledge, std::move(given.parts)}};
}

// A function is called when its name is followed by a bracket and no longer name is there.
std::optional<Expression> Reader::call(std::size_t longer_than) {
    if (!good()) return {};
    std::size_t length = std::max<std::size_t>(longer_than, 1) - 1;
    const Callable* callable = nullptr;
    const Function* function = nullptr;
    for (const auto& one : scope_->callables)
        if (const auto found = match(one.name); found > length) callable = &one, length = found;
    for (const auto& one : functions())
        if (const auto found = match(one.name); found > length) function = &one, length = found;
    if (!callable && !function) return {};
    const auto before = rest_;
    take(length);
    if (!sign("(")) {
        rest_ = before;
        return {};
    }
    if (++parts_ > most_parts) fail("too_deep");
    return function ? call_of(*function) : call_of(*callable);
}

}  // namespace sodan::dmn
