#include "domain/desk.h"

#include "base/described.h"

#include <algorithm>

namespace sodan::domain {

namespace {

bool belongs_to_something(DeskKind kind) { return kind == DeskKind::advisor || kind == DeskKind::leader; }

bool is_code(std::string_view of) {
    const auto fits = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-'; };
    return !of.empty() && of.size() <= 12 && std::ranges::all_of(of, fits);
}

}  // namespace

std::optional<Desk> Desk::parse(std::string_view name) {
    const auto slash = name.find('/');
    const auto kind = from_code<DeskKind>(name.substr(0, slash));
    if (!kind) return {};
    if (!belongs_to_something(*kind))
        return slash == std::string_view::npos ? std::optional(Desk{*kind}) : std::nullopt;
    if (slash == std::string_view::npos || !is_code(name.substr(slash + 1))) return {};
    return Desk{*kind, std::string(name.substr(slash + 1))};
}

std::string to_string(const Desk& desk) {
    std::string out(code(desk.kind));
    return desk.of.empty() ? out : out + "/" + desk.of;
}

int rank(DeskKind kind) {
    switch (kind) {
        case DeskKind::supervisor: return 0;
        case DeskKind::advisor: return 1;
        case DeskKind::leader:
        case DeskKind::department: return 2;
        case DeskKind::coordinator: break;
    }
    return 3;
}

}  // namespace sodan::domain
