#pragma once
// The closed vocabularies of the office. Enumerators are the wire codes, everywhere: API, database, rules,
// screens. Sources: domain brief 3.1-3.7; the scenarios' README. Knows no I/O.

#include <boost/describe/enum.hpp>

namespace sodan::domain {

BOOST_DEFINE_ENUM_CLASS(AddressedTo, host, clair)
BOOST_DEFINE_ENUM_CLASS(Channel, phone, email, web, in_person, event, letter, fax, messaging)
BOOST_DEFINE_ENUM_CLASS(RaisedBy, participant, contracting_organisation, host_office, advisor, coordinator,
                        third_party, former_participant, unknown)
BOOST_DEFINE_ENUM_CLASS(Job, ALT, CIR, SEA)
BOOST_DEFINE_ENUM_CLASS(Topic, W1, W2, W3, W4, W5, W6, L1, L2, L3, L4, P1, P2, P3, P4, R1, S1, X9)
BOOST_DEFINE_ENUM_CLASS(Danger, immediate, urgent, none)
BOOST_DEFINE_ENUM_CLASS(TriedSupervisor, yes, no, cannot)

// Most severe first, so that `<` means "more urgent". Targets: rules/deadlines.dmn.
BOOST_DEFINE_ENUM_CLASS(Urgency, immediate, urgent, prompt, routine)

// The links of the chain that can have custody of a case.
BOOST_DEFINE_ENUM_CLASS(DeskKind, supervisor, advisor, department, leader, coordinator)

// Whom the caller allows to know. An absent scope is not_asked. `advisor` is the host's advisors together;
// `clair` speaks for leader, coordinator and department where these say nothing; `committee` is the
// specialists without identity; `person_only`, given, refuses all that is not given by itself.
BOOST_DEFINE_ENUM_CLASS(ConsentScope, advisor, supervisor, leader, coordinator, department, committee,
                        institution, person_only, clair, committee_named)
BOOST_DEFINE_ENUM_CLASS(ConsentState, given, refused, withdrawn, not_asked, overridden)
BOOST_DEFINE_ENUM_CLASS(ConsentHow, spoken, written, message, through_another)
// Why something may be told without or against the caller's word.
BOOST_DEFINE_ENUM_CLASS(OverrideGround, danger_to_life, law)

// Why a person must not know of a case: it is about them; they are the line of whom it is about; a declared
// tie; the caller's veto; they advise the other side; or somebody said so.
BOOST_DEFINE_ENUM_CLASS(ConflictKind, subject, line, tie, veto, other_side, declared)

// On what ground content crossed from one body to another. `purpose`: up the chain that callers are told of,
// where they refused nothing. `nobody_else`: they refused, and nobody else was left who could have the case.
// `glass_broken`: somebody to whom it was closed opened it, and said why.
BOOST_DEFINE_ENUM_CLASS(DisclosureGround, consent, purpose, danger_to_life, law, nobody_else, glass_broken)
// `circumstances`: host, job, topics, and whom it is about.
BOOST_DEFINE_ENUM_CLASS(ContentKind, identity, contact, words, notes, question, circumstances)

BOOST_DEFINE_ENUM_CLASS(Movement, consult, co_handle, transfer, refer,
                        return_)  // "return" on the wire: see base/described.h

BOOST_DEFINE_ENUM_CLASS(Role, advisor, leader, coordinator, department, committee, secretary, administrator)
BOOST_DEFINE_ENUM_CLASS(AdvisorKind, ALT, CIR, japanese, municipal)
BOOST_DEFINE_ENUM_CLASS(HostKind, prefecture, designated_city)
BOOST_DEFINE_ENUM_CLASS(OrganisationKind, prefecture, designated_city, city, town, village,
                        partial_cooperative, other)

BOOST_DEFINE_ENUM_CLASS(WaitingFor, caller, employer, institution, helper)
BOOST_DEFINE_ENUM_CLASS(CaseOutcome, information_given, listened, caller_will_act, mediated,
                        raised_with_employer, professional_counselling, medical_care, external_referral,
                        emergency_action, arrangement_changed, early_termination, withdrawn, lost_contact,
                        not_eligible, no_change)
BOOST_DEFINE_ENUM_CLASS(DeclineReason, conflict, language, out_of_scope, absent, beyond_competence,
                        caller_wish, other)
// How a referral to an institution ended, as far as it is known.
BOOST_DEFINE_ENUM_CLASS(ReferralResult, helped, not_helped, not_attended, turned_away, unknown)

}  // namespace sodan::domain
