#include "dmn/value.h"

#include "dmn/temporal.h"

#include <fmt/format.h>

#include <algorithm>

namespace sodan::dmn {

bool List::operator==(const List& other) const { return items == other.items; }

const Value* Context::find(std::string_view name) const {
    const auto at = std::ranges::find(entries, name, &Entry::name);
    return at == entries.end() ? nullptr : &at->value;
}

bool Context::operator==(const Context& other) const {
    return entries.size() == other.entries.size() && std::ranges::all_of(entries, [&](const Entry& entry) {
               const auto* theirs = other.find(entry.name);
               return theirs && *theirs == entry.value;
           });
}

namespace {

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

struct Writing {
    std::string operator()(Null) const { return "null"; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(Decimal value) const { return value.to_string(); }
    std::string operator()(const std::string& value) const { return quoted(value); }
    std::string operator()(const Date& value) const { return fmt::format("date(\"{}\")", text_of(value)); }
    std::string operator()(const Time& value) const { return fmt::format("time(\"{}\")", text_of(value)); }
    std::string operator()(const DateTime& value) const {
        return fmt::format("date and time(\"{}\")", text_of(value));
    }
    std::string operator()(const DaysDuration& value) const {
        return fmt::format("duration(\"{}\")", text_of(value));
    }
    std::string operator()(const MonthsDuration& value) const {
        return fmt::format("duration(\"{}\")", text_of(value));
    }
    std::string operator()(const List& list) const {
        std::string out;
        for (const auto& item : list.items) out += (out.empty() ? "" : ", ") + to_string(item);
        return "[" + out + "]";
    }
    std::string operator()(const Context& context) const {
        std::string out;
        for (const auto& entry : context.entries)
            out += (out.empty() ? "" : ", ") + entry.name + ": " + to_string(entry.value);
        return "{" + out + "}";
    }
};

// One with an offset and one without cannot be put in order.
std::optional<std::strong_ordering> by_offset(Micros a, const std::optional<std::chrono::seconds>& a_offset,
                                              Micros b, const std::optional<std::chrono::seconds>& b_offset) {
    if (a_offset.has_value() != b_offset.has_value()) return {};
    return (a - a_offset.value_or(std::chrono::seconds(0))).count() <=>
           (b - b_offset.value_or(std::chrono::seconds(0))).count();
}

struct Ordering {
    using Answer = std::optional<std::strong_ordering>;
    template <class A, class B> Answer operator()(const A&, const B&) const { return {}; }
    Answer operator()(Decimal a, Decimal b) const { return a <=> b; }
    Answer operator()(const std::string& a, const std::string& b) const { return a <=> b; }
    Answer operator()(const Date& a, const Date& b) const {
        return a.day.time_since_epoch().count() <=> b.day.time_since_epoch().count();
    }
    Answer operator()(const Time& a, const Time& b) const {
        return by_offset(a.since_midnight, a.offset, b.since_midnight, b.offset);
    }
    Answer operator()(const DateTime& a, const DateTime& b) const {
        return by_offset(a.local, a.offset, b.local, b.offset);
    }
    Answer operator()(const DaysDuration& a, const DaysDuration& b) const {
        return a.length.count() <=> b.length.count();
    }
    Answer operator()(const MonthsDuration& a, const MonthsDuration& b) const {
        return a.months <=> b.months;
    }
};

}  // namespace

std::string to_string(const Value& value) { return std::visit(Writing{}, value.held); }

std::optional<std::strong_ordering> compare(const Value& a, const Value& b) {
    return std::visit(Ordering{}, a.held, b.held);
}

}  // namespace sodan::dmn
