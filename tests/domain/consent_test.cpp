#include "domain/consent.h"

#include <doctest/doctest.h>

using namespace sodan::domain;

TEST_CASE("what is said of CLAIR holds for each of its desks that has no word of its own") {
    const std::map<ConsentScope, ConsentState> said{{ConsentScope::clair, ConsentState::given},
                                                    {ConsentScope::department, ConsentState::refused}};
    CHECK(consent_of(said, ConsentScope::coordinator) == ConsentState::given);
    CHECK(consent_of(said, ConsentScope::department) == ConsentState::refused);
    CHECK(consent_of(said, ConsentScope::advisor) == ConsentState::not_asked);
    CHECK(consent_of(said, ConsentScope::institution) == ConsentState::not_asked);
}

TEST_CASE("who wants only the person they told to know has refused all others, but for whom they name") {
    const std::map<ConsentScope, ConsentState> said{{ConsentScope::person_only, ConsentState::given},
                                                    {ConsentScope::coordinator, ConsentState::given}};
    CHECK(is_no(consent_of(said, ConsentScope::department)));
    CHECK(is_no(consent_of(said, ConsentScope::supervisor)));
    CHECK(is_no(consent_of(said, ConsentScope::committee)));
    CHECK(is_yes(consent_of(said, ConsentScope::coordinator)));
    CHECK_FALSE(is_no(consent_of(said, ConsentScope::advisor)));
}
