#pragma once
// What a pass opens at most. What its person may do in the office is another question, and both must say yes.

#include <boost/describe/enum.hpp>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::office {

// read: look at what the person may see. write: log, act on cases. admin: rules, backups, people,
// invitations. account: the person's own sessions, tokens, password and codes.
BOOST_DEFINE_ENUM_CLASS(TokenScope, read, write, admin, account)

class Scopes {
public:
    Scopes() = default;
    Scopes(std::initializer_list<TokenScope>);
    explicit Scopes(const std::vector<TokenScope>&);
    static Scopes every() {
        return {TokenScope::read, TokenScope::write, TokenScope::admin, TokenScope::account};
    }
    static Scopes from_row(std::string_view);  // throws for what row() has not written

    bool hold(TokenScope) const;
    bool are_within(const Scopes& others) const { return (bits_ & ~others.bits_) == 0; }
    bool are_none() const { return bits_ == 0; }
    std::vector<std::string> codes() const;
    std::string row() const;  // "read write"
    bool operator==(const Scopes&) const = default;

private:
    std::uint8_t bits_ = 0;
};

}  // namespace sodan::office
