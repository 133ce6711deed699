#include "http/problem.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

using namespace sodan;
using namespace sodan::http;
using Why = Refusal::Why;

namespace {

const Catalogue& texts() {
    static const auto loaded = *Catalogue::load(SODAN_ROOT "/rules/texts");
    return loaded;
}

}  // namespace

TEST_CASE("every refusal has a status, and a title in every language") {
    const std::pair<Why, int> statuses[] = {
        {Why::malformed, 400},   {Why::invalid, 422},    {Why::unidentified, 401},
        {Why::not_allowed, 403}, {Why::not_found, 404},  {Why::wrong_state, 409},
        {Why::stale, 412},       {Why::key_reused, 422}, {Why::too_large, 413},
        {Why::busy, 503},        {Why::store_full, 507}, {Why::rules_not_loaded, 422}};
    for (const auto& [why, status] : statuses) {
        const auto problem = problem_of({why, {"input.missing"}});
        CHECK(problem.status == status);
        CHECK(texts().has("problem." + std::string(problem.why)));
    }
}

TEST_CASE("a problem says what is wrong, where, and in the caller's language") {
    const auto problem = problem_of({Why::invalid, {"input.missing"}, "/language"});
    const auto english = answer(problem, texts(), "en");
    CHECK(english.status == 422);
    CHECK(english.type == "application/problem+json");
    const auto body = boost::json::parse(english.body).as_object();
    CHECK(body.at("type") == "urn:sodan:problem:invalid");
    CHECK(body.at("status") == 422);
    CHECK(body.at("pointer") == "/language");
    CHECK(body.at("detail") == "This field is needed. Please send it.");
    const auto japanese = answer(problem, texts(), "ja");
    CHECK(boost::json::parse(japanese.body).at("title") == "項目に誤りがあります");
    CHECK(japanese.headers == "Content-Language: ja\r\n");
}

TEST_CASE("a server that is busy says when to come again") {
    const auto busy = answer(problem_of({Why::busy, {"http.draining"}}), texts(), "en");
    CHECK(busy.headers.find("Retry-After: 1\r\n") != std::string::npos);
}

TEST_CASE("the caller's most wanted language that we have is taken") {
    const std::vector<std::string> known{"en", "ja"};
    CHECK(best_language("", known) == "en");
    CHECK(best_language("ja", known) == "ja");
    CHECK(best_language("JA-jp", known) == "ja");
    CHECK(best_language("fr, ja;q=0.5, en;q=0.3", known) == "ja");
    CHECK(best_language("en;q=0.3,ja;q=0.9", known) == "ja");
    CHECK(best_language("ja;q=0, fr", known) == "en");
    CHECK(best_language(",;;q=,=,", known) == "en");
}
