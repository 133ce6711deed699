#include "dmn/functions.h"
#include "dmn/temporal.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace sodan::dmn {

namespace {

using Arguments = std::span<const Value>;
using icu::UnicodeString;

std::string utf8_of(const UnicodeString& from) {
    std::string out;
    return from.toUTF8String(out);
}

std::optional<std::int64_t> whole(const Value& value) {
    const auto* number = value.get<Decimal>();
    return number ? number->to_int64() : std::nullopt;
}

bool are_texts(Arguments given) {
    return std::ranges::all_of(given, [](const Value& value) { return value.get<std::string>(); });
}

const std::string& text(const Value& value) { return *value.get<std::string>(); }

// Counted in code points, from 1, or from the end when negative.
Value substring(Arguments given) {
    if (!given[0].get<std::string>()) return {};
    const auto all = UnicodeString::fromUTF8(text(given[0]));
    const std::int64_t size = all.countChar32();
    const auto start = whole(given[1]);
    if (!start || *start == 0 || *start > size || *start < -size) return {};
    const auto from = *start > 0 ? *start - 1 : size + *start;
    auto length = size - from;
    if (given.size() > 2) {
        const auto wanted = whole(given[2]);
        if (!wanted || *wanted < 1) return {};
        length = std::min(length, *wanted);
    }
    const auto begin = all.moveIndex32(0, static_cast<std::int32_t>(from));
    const auto end = all.moveIndex32(begin, static_cast<std::int32_t>(length));
    return utf8_of(all.tempSubStringBetween(begin, end));
}

Value length_of(Arguments given) {
    if (!are_texts(given)) return {};
    return Decimal(std::int64_t{UnicodeString::fromUTF8(text(given[0])).countChar32()});
}

Value upper(Arguments given) {
    return are_texts(given)
               ? Value(utf8_of(UnicodeString::fromUTF8(text(given[0])).toUpper(icu::Locale::getRoot())))
               : Value();
}
Value lower(Arguments given) {
    return are_texts(given)
               ? Value(utf8_of(UnicodeString::fromUTF8(text(given[0])).toLower(icu::Locale::getRoot())))
               : Value();
}

Value before(Arguments given) {
    if (!are_texts(given)) return {};
    const auto at = text(given[0]).find(text(given[1]));
    return at == std::string::npos ? Value("") : Value(text(given[0]).substr(0, at));
}
Value after(Arguments given) {
    if (!are_texts(given)) return {};
    const auto at = text(given[0]).find(text(given[1]));
    return at == std::string::npos ? Value("") : Value(text(given[0]).substr(at + text(given[1]).size()));
}
Value contains(Arguments given) {
    return are_texts(given) ? Value(text(given[0]).find(text(given[1])) != std::string::npos) : Value();
}
Value begins(Arguments given) {
    return are_texts(given) ? Value(text(given[0]).starts_with(text(given[1]))) : Value();
}
Value ends(Arguments given) {
    return are_texts(given) ? Value(text(given[0]).ends_with(text(given[1]))) : Value();
}

Value join(Arguments given) {
    const auto* list = given[0].get<List>();
    const auto* mark = given.size() > 1 ? given[1].get<std::string>() : nullptr;
    if (!list || (given.size() > 1 && !mark && !given[1].is_null())) return {};
    std::string out;
    bool first = true;
    for (const auto& item : list->items) {
        if (item.is_null()) continue;
        if (!item.get<std::string>()) return {};
        if (!first && mark) out += *mark;
        out += text(item);
        first = false;
    }
    return out;
}

// A time is written as ISO 8601 has it, everything else as FEEL does.
Value to_text(Arguments given) {
    const auto& value = given.front();
    if (value.is_null() || value.get<std::string>()) return value;
    if (auto iso = iso_text(value)) return *std::move(iso);
    return to_string(value);
}

Value to_number(Arguments given) {
    if (given.front().get<Decimal>()) return given.front();
    if (!given.front().get<std::string>()) return {};
    auto digits = text(given.front());
    const auto sign_of = [&](std::size_t i, std::string_view known) -> std::optional<std::string> {
        if (given.size() <= i || given[i].is_null()) return "";
        const auto* sign = given[i].get<std::string>();
        if (!sign || sign->size() != 1 || known.find(*sign) == std::string_view::npos) return {};
        return *sign;
    };
    const auto grouping = sign_of(1, " ,."), point = sign_of(2, ".,");
    if (!grouping || !point || (!grouping->empty() && grouping == point)) return {};
    if (!grouping->empty()) std::erase(digits, grouping->front());
    if (!point->empty()) std::ranges::replace(digits, point->front(), '.');
    const auto number = Decimal::parse(digits);
    return number ? Value(*number) : Value();
}

constexpr std::array<Function, 12> of_text{
    {{"substring", 2, 3, substring, "string, start position, length"},
     {"string length", 1, 1, length_of, "string"},
     {"upper case", 1, 1, upper, "string"},
     {"lower case", 1, 1, lower, "string"},
     {"substring before", 2, 2, before, "string, match"},
     {"substring after", 2, 2, after, "string, match"},
     {"contains", 2, 2, contains, "string, match"},
     {"starts with", 2, 2, begins, "string, match"},
     {"ends with", 2, 2, ends, "string, match"},
     {"string join", 1, 2, join, "list, delimiter"},
     {"string", 1, 1, to_text, "from"},
     {"number", 1, 3, to_number, "from, grouping separator, decimal separator"}}};

}  // namespace

std::span<const Function> functions_of_text() { return of_text; }

}  // namespace sodan::dmn
