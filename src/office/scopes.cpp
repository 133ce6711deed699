#include "office/scopes.h"

#include "base/described.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace sodan::office {

namespace {

std::uint8_t bit(TokenScope scope) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(scope)); }

}  // namespace

Scopes::Scopes(std::initializer_list<TokenScope> all) {
    for (const auto one : all) bits_ |= bit(one);
}

Scopes::Scopes(const std::vector<TokenScope>& all) {
    for (const auto one : all) bits_ |= bit(one);
}

Scopes Scopes::from_row(std::string_view row) {
    Scopes out;
    while (!row.empty()) {
        const auto end = std::min(row.find(' '), row.size());
        const auto scope = from_code<TokenScope>(row.substr(0, end));
        if (!scope) throw std::runtime_error("a stored pass has a scope that there is not");
        out.bits_ |= bit(*scope);
        row.remove_prefix(std::min(end + 1, row.size()));
    }
    return out;
}

bool Scopes::hold(TokenScope scope) const { return (bits_ & bit(scope)) != 0; }

std::vector<std::string> Scopes::codes() const {
    std::vector<std::string> out;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<TokenScope>>([&](auto d) {
        if (hold(d.value)) out.emplace_back(d.name);
    });
    return out;
}

std::string Scopes::row() const { return fmt::format("{}", fmt::join(codes(), " ")); }

}  // namespace sodan::office
