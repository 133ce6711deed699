// Every inquiry of tests/scenarios/inquiries.json, decided against the example office. What happens after the
// decision is run end to end by tests/scenarios/run.py.

#include "example.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <set>

namespace sodan::routing::example {

namespace json = boost::json;

struct Given {
    Instant received_at{};
    domain::AddressedTo addressed_to{};
    domain::Channel channel{};
    domain::RaisedBy raised_by{};
    std::string language{};
    std::optional<std::string> host{};
    std::optional<domain::Job> job{};
    std::vector<domain::Topic> topics{};
    std::vector<std::string> concerns{}, excludes{};
    std::map<domain::ConsentScope, domain::ConsentState> consent{};
    std::optional<domain::Danger> danger{};
    std::optional<domain::TriedSupervisor> tried_supervisor{};
    std::optional<domain::DeskKind> wishes{};
    std::optional<bool> anonymous{};
    std::string text{};
};
BOOST_DESCRIBE_STRUCT(Given, (),
                      (received_at, addressed_to, channel, raised_by, language, host, job, topics, concerns,
                       excludes, consent, danger, tried_supervisor, wishes, anonymous, text))

namespace {

std::string id_of(const domain::Office& office, const std::string& called) {
    const auto* person = office.person_called(called);
    REQUIRE_MESSAGE(person, called);
    return person->id;
}

std::string concern(const domain::Office& office, const std::string& text) {
    const auto colon = text.find(':');
    return colon == std::string::npos ? text
                                      : text.substr(0, colon + 1) + id_of(office, text.substr(colon + 1));
}

domain::Intake intake_of(const Given& given, const domain::Office& office) {
    domain::Intake out{.received_at = given.received_at,
                       .addressed_to = given.addressed_to,
                       .channel = given.channel,
                       .raised_by = given.raised_by,
                       .language = given.language,
                       .host = given.host,
                       .job = given.job,
                       .topics = given.topics,
                       .consent = given.consent,
                       .danger = given.danger,
                       .tried_supervisor = given.tried_supervisor,
                       .wishes = given.wishes};
    for (const auto& one : given.concerns) out.concerns.push_back(concern(office, one));
    for (const auto& one : given.excludes) out.excludes.push_back(id_of(office, one));
    return out;
}

std::vector<domain::Person> named(const domain::Office& office, const std::string& called) {
    std::vector<domain::Person> out;
    const auto desk =
        domain::Desk::parse(called.starts_with("advisors of ") ? "advisor/" + called.substr(12) : called);
    if (desk)
        for (const auto* person : office.members(*desk)) out.push_back(*person);
    else
        out.push_back(*office.person(id_of(office, called)));
    return out;
}

domain::Office changed(domain::Office office, const json::object& change) {
    if (const auto* whom = change.if_contains("absent"))
        for (const auto& person : named(office, std::string(whom->as_string())))
            office = office.with(away(person));
    if (const auto* whom = change.if_contains("left")) {
        auto person = named(office, std::string(whom->as_string())).front();
        person.left = Instant{};
        office = office.with(person);
    }
    if (const auto* pair = change.if_contains("knows")) {
        auto person = named(office, std::string(pair->at(0).as_string())).front();
        person.relations.push_back(
            {id_of(office, std::string(pair->at(1).as_string())), domain::RelationKind::friend_});
        office = office.with(person);
    }
    return office;
}

std::multiset<std::string> strings(const json::object& in, const char* key) {
    std::multiset<std::string> out;
    if (const auto* list = in.if_contains(key))
        for (const auto& one : list->as_array()) out.emplace(one.as_string());
    return out;
}

// What holds only after the steps of a story is not this test's business.
void check_route(const json::object& expect, const Decision& decision, bool has_steps) {
    if (!has_steps) CHECK(decision.desk == expect.at("desk").as_string());
    if (const auto* level = expect.if_contains("urgency")) {
        const auto at_least = from_code<domain::Urgency>(level->as_string());
        REQUIRE(at_least);
        CHECK(decision.urgency <= *at_least);
    }
    const std::multiset<std::string> suggested(decision.suggestions.begin(), decision.suggestions.end());
    CHECK(suggested == strings(expect, "suggest"));
    if (const auto* rule = expect.if_contains("because_rule"))
        CHECK(decision.because.rule == rule->as_string());
    const auto movement =
        expect.if_contains("movement") && !has_steps ? std::string(expect.at("movement").as_string()) : "";
    CHECK(decision.consult.has_value() == (movement == "consult"));
    CHECK(decision.co_handle.has_value() == (movement == "co_handle"));
}

void check_people(const json::object& expect, const Decision& decision, const domain::Office& office) {
    CHECK_FALSE(decision.eligible.empty());
    for (const auto& called : strings(expect, "owner_not"))
        for (const auto& person : named(office, called)) {
            CHECK(std::ranges::find(decision.eligible, person.id) == decision.eligible.end());
            CHECK(std::ranges::any_of(decision.passed_over,
                                      [&](const auto& one) { return one.person == person.id; }));
        }
}

}  // namespace

TEST_CASE("every inquiry of the collection goes where a good office would send it") {
    const auto inquiries = json::parse(bytes_of(root() / "tests/scenarios/inquiries.json"));
    for (const auto& item : inquiries.as_array()) {
        const auto& story = item.as_object();
        CAPTURE(std::string(story.at("id").as_string()));
        auto here = office();
        if (const auto* world = story.if_contains("world"))
            for (const auto& change : world->as_array()) here = changed(std::move(here), change.as_object());
        const auto given = Reader::read<Given>(story.at("given"));
        REQUIRE(given);
        const auto decision = first(intake_of(*given, here), given->text, here);
        const auto& expect = story.at("expect").as_object();
        const bool has_steps = story.contains("then");
        check_route(expect, decision, has_steps);
        if (!has_steps) check_people(expect, decision, here);
        CHECK_FALSE(rules().sentences(decision, here, "en").empty());
        CHECK_FALSE(rules().sentences(decision, here, "ja").empty());
    }
}

}  // namespace sodan::routing::example
