#include "domain/words.h"
#include "base/catalogue.h"
#include "base/described.h"
#include "domain/office.h"

#include <doctest/doctest.h>

using namespace sodan;
using namespace sodan::domain;

namespace {

Catalogue texts() {
    auto out = Catalogue::load(SODAN_ROOT "/rules/texts");
    REQUIRE(out);
    return *std::move(out);
}

template <class E> void check_words(const Catalogue& texts, const std::string& type) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
        const auto key = "word." + type + "." + std::string(wire(d.name));
        CHECK_MESSAGE(texts.has(key), key);
        CHECK_MESSAGE(!texts.text({key}, "en").empty(), key);
        CHECK_MESSAGE(texts.text({key}, "ja") != key, key);
    });
}

}  // namespace

TEST_CASE("every code has a name in English and in Japanese") {
    const auto all = texts();
    check_words<AddressedTo>(all, "addressed_to");
    check_words<Channel>(all, "channel");
    check_words<RaisedBy>(all, "raised_by");
    check_words<Job>(all, "job");
    check_words<Topic>(all, "topic");
    check_words<Danger>(all, "danger");
    check_words<TriedSupervisor>(all, "tried_supervisor");
    check_words<Urgency>(all, "urgency");
    check_words<DeskKind>(all, "desk_kind");
    check_words<ConsentScope>(all, "consent_scope");
    check_words<ConsentState>(all, "consent_state");
    check_words<ConsentHow>(all, "consent_how");
    check_words<OverrideGround>(all, "override_ground");
    check_words<ConflictKind>(all, "conflict_kind");
    check_words<DisclosureGround>(all, "disclosure_ground");
    check_words<ContentKind>(all, "content_kind");
    check_words<Movement>(all, "movement");
    check_words<Role>(all, "role");
    check_words<AdvisorKind>(all, "advisor_kind");
    check_words<HostKind>(all, "host_kind");
    check_words<OrganisationKind>(all, "organisation_kind");
    check_words<WaitingFor>(all, "waiting_for");
    check_words<CaseOutcome>(all, "case_outcome");
    check_words<DeclineReason>(all, "decline_reason");
    check_words<RelationKind>(all, "relation_kind");
}

TEST_CASE("a staffing warning is a sentence with its figures") {
    Host kagawa;
    kagawa.code = kagawa.prefecture = "37";
    kagawa.valid_from = "1947-05-03";
    const Office office({kagawa}, {}, {});
    const auto warnings = office.staffing_warnings(*parse_instant("2026-10-05T10:00:00+09:00"));
    REQUIRE_FALSE(warnings.empty());
    CHECK(texts().text(warnings[0], "en") ==
          "Host 37 has 0 of the 2 advisors that it should have in principle.");
}
