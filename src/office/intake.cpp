#include "office/intake.h"

#include "office/standing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <set>

namespace sodan::office {

using namespace std::chrono_literals;
using Why = Refusal::Why;

namespace {

constexpr auto clock_difference = 5min;  // between the caller's machine and ours

std::string day_in_japan(Instant instant) { return to_string(instant).substr(0, 10); }

bool is_date(const std::string& text) { return parse_instant(text + "T00:00:00+09:00").has_value(); }

// The shape of a BCP 47 tag: letters, then subtags of letters and digits.
bool is_language(const std::string& tag) {
    const auto dash = std::min(tag.find('-'), tag.size());
    if (dash < 2 || dash > 3 || tag.size() > 35 || tag.back() == '-') return false;
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto sign = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-'; };
    return std::all_of(tag.begin(), tag.begin() + static_cast<std::ptrdiff_t>(dash), letter) &&
           std::ranges::all_of(tag, sign) && tag.find("--") == std::string::npos;
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

Outcome<std::string> person_id(const domain::Office& office, const std::string& called, std::string pointer) {
    const auto* person = office.person_called(called);
    if (!person) return refuse(Why::invalid, "inquiry.person_unknown", std::move(pointer));
    return person->id;
}

// "advisor:NAME" becomes "advisor:ID"; "supervisor" and "participant" stay.
Outcome<std::string> concern(const domain::Office& office, const std::string& text, std::string pointer) {
    if (text == "supervisor" || text == "participant") return text;
    const auto colon = text.find(':');
    const auto kind = text.substr(0, colon);
    if (colon == std::string::npos || (kind != "advisor" && kind != "leader"))
        return refuse(Why::invalid, "inquiry.concern_unknown", std::move(pointer));
    const auto id = person_id(office, text.substr(colon + 1), std::move(pointer));
    if (!id) return id.refusal();
    return kind + ":" + *id;
}

template <class Resolve> std::optional<Refusal> resolve(const std::vector<std::string>& from,
                                                        std::vector<std::string>& to, const char* field,
                                                        Resolve one) {
    for (std::size_t i = 0; i < from.size(); ++i) {
        const auto resolved = one(from[i], fmt::format("/{}/{}", field, i));
        if (!resolved) return resolved.refusal();
        to.push_back(*resolved);
    }
    return {};
}

std::optional<Refusal> check_host(const domain::Intake& intake, const domain::Office& office) {
    if (!intake.host) return {};
    const auto* host = office.host(*intake.host);
    if (!host) return refuse(Why::invalid, "inquiry.host_unknown", "/host");
    if (existed_on(*host, day_in_japan(intake.received_at))) return {};
    return refuse(Why::invalid, "inquiry.host_not_on_that_date", "/host",
                  {{"host", host->name_en}, {"from", host->valid_from}, {"until", host->valid_to}});
}

std::optional<Refusal> check_words(const LogInquiry& said, const domain::Intake& intake) {
    if (!is_language(intake.language)) return refuse(Why::invalid, "inquiry.not_a_language", "/language");
    if (intake.topics.empty()) return refuse(Why::invalid, "inquiry.no_topic", "/topics");
    if (std::set(intake.topics.begin(), intake.topics.end()).size() != intake.topics.size())
        return refuse(Why::invalid, "inquiry.topic_twice", "/topics");
    if (said.text.find_first_not_of(" \t\r\n") == std::string::npos)
        return refuse(Why::invalid, "inquiry.no_text", "/text");
    if (intake.named_date && !is_date(*intake.named_date))
        return refuse(Why::invalid, "inquiry.not_a_date", "/named_date");
    return {};
}

// What needs more than a word is put on record in the case: an override with its reason and its second
// person, an institution with its name.
std::optional<Refusal> check_consent(const LogInquiry& said) {
    for (const auto& [scope, state] : said.consent) {
        const auto pointer = "/consent/" + std::string(code(scope));
        if (state == domain::ConsentState::overridden)
            return refuse(Why::invalid, "inquiry.no_override", pointer);
        if (scope == domain::ConsentScope::institution)
            return refuse(Why::invalid, "inquiry.no_institution", pointer);
    }
    return {};
}

}  // namespace

Outcome<domain::Intake> intake_of(const LogInquiry& said, const domain::Office& office, Instant now) {
    domain::Intake out{.received_at = said.received_at.value_or(now),
                       .addressed_to = said.addressed_to,
                       .channel = said.channel,
                       .raised_by = said.raised_by,
                       .language = lower(said.language),
                       .host = said.host,
                       .job = said.job,
                       .topics = said.topics,
                       .consent = said.consent,
                       .danger = said.danger,
                       .tried_supervisor = said.tried_supervisor,
                       .wishes = said.wishes,
                       .anonymous = said.anonymous.value_or(false),
                       .named_date = said.named_date};
    if (out.received_at > now + clock_difference)
        return refuse(Why::invalid, "inquiry.in_the_future", "/received_at");
    if (auto refusal = check_words(said, out)) return *refusal;
    if (auto refusal = check_host(out, office)) return *refusal;
    if (auto refusal = check_consent(said)) return *refusal;
    const auto by_concern = [&](const auto& text, auto pointer) {
        return concern(office, text, std::move(pointer));
    };
    if (auto refusal = resolve(said.concerns, out.concerns, "concerns", by_concern)) return *refusal;
    const auto by_name = [&](const auto& text, auto pointer) {
        return person_id(office, text, std::move(pointer));
    };
    if (auto refusal = resolve(said.excludes, out.excludes, "excludes", by_name)) return *refusal;
    return out;
}

}  // namespace sodan::office
