#include "office/rights.h"

#include "base/described.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace sodan;
using namespace sodan::office;

namespace {

std::string frozen() {
    std::ifstream in(SODAN_ROOT "/tests/office/rights.golden", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<Scope> every_scope() {
    std::vector<Scope> out;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Scope>>(
        [&](auto one) { out.push_back(one.value); });
    return out;
}

}  // namespace

TEST_CASE("the rights are those of tests/office/rights.golden, to the letter") {
    // When a right is changed on purpose, the frozen copy is changed with it, and a reviewer reads both.
    CHECK(as_table(rights) == frozen());
}

TEST_CASE("whichever cell of the matrix is flipped, it is caught") {
    int flipped = 0, caught = 0;
    for (std::size_t action = 0; action < action_count; ++action)
        for (std::size_t role = 0; role < role_count; ++role)
            for (const auto scope : every_scope()) {
                auto changed = rights;
                if (changed[action].scope[role] == scope) continue;
                changed[action].scope[role] = scope;
                ++flipped;
                caught += as_table(changed) != frozen();
            }
    MESSAGE(fmt::format("{} flipped cells, {} caught", flipped, caught));
    CHECK(flipped == action_count * role_count * (every_scope().size() - 1));
    CHECK(caught == flipped);
}

TEST_CASE("an administrator manages people, accounts and rules, and reads no case") {
    domain::Person person;
    person.role = domain::Role::administrator;
    for (auto action = Action::list_cases; action <= Action::break_glass;
         action = static_cast<Action>(static_cast<int>(action) + 1))
        CHECK_FALSE_MESSAGE(may(person, action), name_of(action));
    CHECK(may(person, Action::manage_accounts));
    CHECK(may(person, Action::change_rules));
    CHECK(may(person, Action::leave, "pa-37-a"));
    CHECK(must_be_allowed(person, Action::read_case)->why == Refusal::Why::not_allowed);
}
