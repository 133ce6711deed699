#pragma once
// What a decision takes and gives: the values of FEEL. Null stands for "no value" and for every error.
// Knows nothing of tables.

#include "dmn/decimal.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sodan::dmn {

using Micros = std::chrono::microseconds;  // as finely as times are kept

struct Null {
    bool operator==(const Null&) const = default;
};
struct Date {
    std::chrono::sys_days day;
    bool operator==(const Date&) const = default;
};
struct Time {  // of a day; with an offset from UTC or none
    Micros since_midnight;
    std::optional<std::chrono::seconds> offset{};
    bool operator==(const Time&) const = default;
};
struct DateTime {
    Micros local;  // since 1970-01-01T00:00:00 on the local clock
    std::optional<std::chrono::seconds> offset{};
    bool operator==(const DateTime&) const = default;
};
struct DaysDuration {
    Micros length;
    bool operator==(const DaysDuration&) const = default;
};
struct MonthsDuration {
    std::int64_t months;
    bool operator==(const MonthsDuration&) const = default;
};

struct Value;
struct Entry;
struct List {
    std::vector<Value> items;
    bool operator==(const List&) const;
};
struct Context {  // entries keep their order; names are unique
    std::vector<Entry> entries;
    const Value* find(std::string_view name) const;
    bool operator==(const Context&) const;  // the order of entries does not matter
};

struct Value {
    using Held = std::variant<Null, bool, Decimal, std::string, Date, Time, DateTime, DaysDuration,
                              MonthsDuration, List, Context>;
    Held held;

    Value();  // null
    template <class T>
    requires std::is_constructible_v<Held, T> &&
        (!std::is_same_v<std::remove_cvref_t<T>, Value>)Value(T&& value)
        : held(std::forward<T>(value)) {}
    Value(const char* text);
    Value(std::string_view text);
    Value(int number);

    template <class T> const T* get() const { return std::get_if<T>(&held); }
    bool is_null() const { return held.index() == 0; }
    bool operator==(const Value&) const = default;  // same kind and same content; numbers by their worth
};
struct Entry {
    std::string name;
    Value value;
    bool operator==(const Entry&) const = default;
};

// Here and not above: clang wants an Entry to be whole before anything is built that may hold one.
inline Value::Value() = default;
inline Value::Value(const char* text) : held(std::string(text)) {}
inline Value::Value(std::string_view text) : held(std::string(text)) {}
inline Value::Value(int number) : held(Decimal(number)) {}

// As FEEL writes it: null, true, 1.5, "text", date("2016-10-01"), [1, 2], {a: 1}.
std::string to_string(const Value&);

// Before, equal, after; nothing when the two cannot be compared (FEEL then says null).
std::optional<std::strong_ordering> compare(const Value&, const Value&);

}  // namespace sodan::dmn
