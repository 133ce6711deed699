#include "office/office_file.h"

#include "base/catalogue.h"
#include "base/described.h"

#include "domain/duty_plan.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>

using namespace sodan;
using namespace sodan::domain;
using office::load_office, office::read_office, office::OfficeTexts;

namespace {

const std::filesystem::path root = SODAN_ROOT;

std::string content(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string output(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    REQUIRE(pipe);
    std::string out;
    std::array<char, 4096> some{};
    while (const auto n = std::fread(some.data(), 1, some.size(), pipe.get())) out.append(some.data(), n);
    return out;
}

const Office& example() {
    static const auto loaded = load_office(root / "rules/office");
    REQUIRE(loaded);
    return *loaded;
}

std::ptrdiff_t cities(const std::string& on) {
    return std::ranges::count_if(example().hosts(), [&](const Host& host) {
        return host.kind == HostKind::designated_city && existed_on(host, on);
    });
}

// A small office whose files are in order.
OfficeTexts in_order() {
    return {
        R"([{"code": "37", "kind": "prefecture", "prefecture": "37", "name_en": "Kagawa", "name_ja": "香川県", "valid_from": "1947-05-03"}])",
        R"([{"id": "pa-37-a", "name": "Elm Example", "place": "PA-A of 37", "role": "advisor", "of": "37", "languages": ["en"]}])",
        R"([{"id": "tell", "kind": "helpline", "name_en": "TELL", "as_of": "2018", "source": "a page"}])"};
}

// What a changed file is refused with: the key, then the place.
std::string refused(std::string OfficeTexts::*file, const std::string& was, const std::string& is) {
    auto texts = in_order();
    auto& text = texts.*file;
    text.replace(text.find(was), was.size(), is);
    const auto read = read_office(texts);
    if (read) return "";
    CHECK(read.refusal().why == Refusal::Why::rules_not_loaded);
    return read.refusal().message.key + " " + read.refusal().pointer;
}

}  // namespace

TEST_CASE("the example office has every prefecture and every designated city") {
    const auto prefectures = std::ranges::count(example().hosts(), HostKind::prefecture, &Host::kind);
    CHECK(prefectures == 47);
    CHECK(cities("2009-07-01") == 18);
    CHECK(cities("2026-10-05") == 20);
    CHECK(std::ranges::count_if(example().hosts(), [](const Host& host) {
              return host.kind == HostKind::designated_city && host.listed_in_2009;
          }) == 17);
    CHECK_FALSE(example().host("14130")->listed_in_2009);
}

TEST_CASE("nine designated cities bear the name of their prefecture, and their codes differ") {
    const auto same_name = std::ranges::count_if(example().hosts(), [](const Host& host) {
        return host.kind == HostKind::designated_city &&
               host.name_en == example().host(host.prefecture)->name_en;
    });
    CHECK(same_name == 10);  // the brochure's nine, and Kumamoto since 2012
    CHECK(example().host("34")->name_en == example().host("34100")->name_en);
}

TEST_CASE("the example office is staffed as the Programme wants") {
    CHECK(example().staffing_warnings(*parse_instant("2026-10-05T10:00:00+09:00")).empty());
    CHECK(example().with_role(Role::coordinator).size() == 8);
    CHECK(example().languages_with_leaders() ==
          std::vector<std::string>{"zh", "fr", "de", "ko", "pt", "ru", "es"});
    for (const auto& language : example().languages_with_leaders())
        CHECK(example().members({DeskKind::leader, language}).size() == 2);
    CHECK_FALSE(example().with_role(Role::committee).empty());
    CHECK_FALSE(example().with_role(Role::department).empty());
}

TEST_CASE("every host of the example office has somebody for English and somebody for Japanese") {
    for (const auto& host : example().hosts())
        for (const auto* language : {"en", "ja"}) {
            const auto members = example().members({DeskKind::advisor, host.code});
            CHECK_MESSAGE(
                std::ranges::any_of(members, [&](const Person* one) { return speaks(*one, language); }),
                host.code << " " << language);
        }
}

TEST_CASE("people of the example office are found by their places") {
    const std::pair<const char*, const char*> places[] = {
        {"PA-A of 02", "pa-02-a"}, {"PA-B of 34100", "pa-34100-b"},
        {"PA-J of 41", "pa-41-j"}, {"SGL-A of ru", "sgl-ru-a"},
        {"PC-A", "pc-a"},          {"STAFF-A", "staff-a"},
        {"CSC-A", "csc-a"},        {"SECRETARY-A", "secretary-a"},
        {"ADMIN-A", "admin-a"}};
    for (const auto& [place, id] : places) {
        REQUIRE_MESSAGE(example().person_called(place), place);
        CHECK(example().person_called(place)->id == id);
    }
}

TEST_CASE("no two people of the example office share a name") {
    std::set<std::string> names;
    for (const auto& one : example().people()) CHECK_MESSAGE(names.insert(one.name).second, one.name);
}

TEST_CASE("the example office's people are what its generator makes") {
    CHECK(output("python3 '" + (root / "tools/make-example-office").string() + "'") ==
          content(root / "rules/office/people.json"));
}

TEST_CASE("the directory holds what the brochure prints: headquarters, seven overseas offices, 36 missions") {
    const auto of_kind = [](const char* kind) {
        return std::ranges::count(example().directory(), kind, &Institution::kind);
    };
    CHECK(of_kind("clair") == 1);
    CHECK(of_kind("clair_overseas") == 7);
    CHECK(of_kind("mission") == 36);
    CHECK(of_kind("association") == 2);
    CHECK(of_kind("emergency") == 2);
    for (const auto& one : example().directory()) CHECK_MESSAGE(!one.name_ja.empty(), one.id);
}

TEST_CASE("the directory finds by the words that people use") {
    const auto first = [](const char* words) {
        const auto found = search(example().directory(), words);
        return found.empty() ? "" : found.front()->id;
    };
    CHECK(first("tell lifeline") == "tell");
    CHECK(first("collectivites") == "clair-paris");
    CHECK(first("大使館 カナダ") == "mission-ottawa");
    CHECK(first("seattle") == "mission-seattle");
    CHECK(search(example().directory(), "seattle").front()->phone == "(206) 682-9107 ex.136");
}

TEST_CASE("regions and kinds of institution of the example office have names in English and Japanese") {
    const auto texts = Catalogue::load(root / "rules/texts");
    REQUIRE(texts);
    for (const auto& host : example().hosts())
        CHECK_MESSAGE(texts->has("word.region." + host.region), host.region);
    for (const auto& one : example().directory()) {
        CHECK_MESSAGE(texts->has("word.institution_kind." + one.kind), one.kind);
        for (const auto& language : one.languages)
            CHECK_MESSAGE(texts->has("word.language." + language), language);
    }
}

TEST_CASE("an office in order is read") { CHECK(read_office(in_order())); }

TEST_CASE("a wrong field is refused with its place") {
    CHECK(refused(&OfficeTexts::hosts, "\"kind\"", "\"sort\"") == "domain.file.field.unknown_field /0/sort");
    CHECK(refused(&OfficeTexts::hosts, "prefecture\"", "county\"") ==
          "domain.file.field.unknown_code /0/kind");
    CHECK(refused(&OfficeTexts::people, "[\"en\"]", "\"en\"") == "domain.file.field.wrong_type /0/languages");
    CHECK(refused(&OfficeTexts::people, "]", "") == "domain.file.not_json ");
}

TEST_CASE("hosts that cannot be are refused") {
    CHECK(refused(&OfficeTexts::hosts, "\"code\": \"37\"", "\"code\": \"370\"") ==
          "domain.file.not_a_code /0/code");
    CHECK(refused(&OfficeTexts::hosts, "1947-05-03", "1947-02-30") == "domain.file.not_a_date /0/valid_from");
    CHECK(refused(&OfficeTexts::hosts, "Kagawa", "") == "domain.file.empty /0/name_en");
}

TEST_CASE("people of unknown hosts, without a place, or listed twice are refused") {
    CHECK(refused(&OfficeTexts::people, "\"of\": \"37\"", "\"of\": \"38\"") ==
          "domain.file.unknown_host /0/of");
    CHECK(refused(&OfficeTexts::people, "\"of\": \"37\", ", "") == "domain.file.empty /0/of");
    CHECK(refused(&OfficeTexts::people, "PA-A of 37", "") == "domain.file.empty /0/place");
    CHECK(refused(&OfficeTexts::people, "advisor\"", "leader\"") ==
          "domain.file.leader_language /0/languages");
    CHECK(refused(&OfficeTexts::people, "advisor\"", "coordinator\"") == "domain.file.not_wanted /0/of");
    auto texts = in_order();
    texts.people.insert(texts.people.size() - 1, "," + texts.people.substr(1, texts.people.size() - 2));
    const auto read = read_office(texts);
    REQUIRE_FALSE(read);
    CHECK(read.refusal().message.key == "domain.file.twice");
    CHECK(read.refusal().pointer == "/1/id");
}

TEST_CASE("a relation that leads to nobody is refused") {
    const auto related = [](const std::string& with) {
        return refused(&OfficeTexts::people, "\"languages\"",
                       R"("relations": [{"with": ")" + with + R"(", "kind": "friend"}], "languages")");
    };
    CHECK(related("pa-99-a") == "domain.file.nobody /0/relations/0/with");
    CHECK(related("pa-37-a") == "domain.file.nobody /0/relations/0/with");
}

TEST_CASE("people whose time cannot be are refused with their place") {
    const auto with = [](const std::string& field) {
        return refused(&OfficeTexts::people, "\"languages\"", field + ", \"languages\"");
    };
    CHECK(with(R"("duty": {"week": [{"day": "mon", "from": "8:00", "until": "20:00"}]})") ==
          "domain.file.not_a_time /0/duty/week/0/from");
    CHECK(with(R"("duty": {"exceptions": [{"on": "2026-02-30"}]})") ==
          "domain.file.not_a_date /0/duty/exceptions/0/on");
    CHECK(with(R"("term": {"begins": "2026-08-01T00:00:00+09:00", "ends": "2026-07-01T00:00:00+09:00"})") ==
          "domain.file.ends_first /0/term/ends");
    CHECK(
        with(
            R"("absences": [{"from": "2026-08-02T00:00:00+09:00", "until": "2026-08-01T00:00:00+09:00"}])") ==
        "domain.file.ends_first /0/absences/0/until");
    CHECK(with(R"("absences": [{"from": "2026-08-02T00:00:00+09:00", "substitute": "pa-99-a"}])") ==
          "domain.file.no_substitute /0/absences/0/substitute");
    CHECK(with(R"("absences": [{"from": "2026-08-02T00:00:00+09:00", "substitute": "pa-37-a"}])") ==
          "domain.file.circle /0/absences");
}

TEST_CASE("the duty of the example office has no hole") {
    CHECK(domain::duty_warnings(example(), *parse_instant("2026-10-05T10:00:00+09:00")).empty());
}

TEST_CASE("an institution without a date or of an unknown kind is refused") {
    CHECK(refused(&OfficeTexts::directory, "\"2018\"", "\"lately\"") == "domain.file.not_a_date /0/as_of");
    CHECK(refused(&OfficeTexts::directory, "helpline", "friends") == "domain.file.unknown_kind /0/kind");
}

TEST_CASE("a refused file is named in a sentence") {
    const auto texts = Catalogue::load(root / "rules/texts");
    REQUIRE(texts);
    const auto read = load_office(root / "rules/nowhere");
    REQUIRE_FALSE(read);
    CHECK(texts->text(read.refusal().message, "en") ==
          "The office’s file hosts.json cannot be read. Please check that it is there and readable.");
    auto broken = in_order();
    broken.people = R"([{"id": 7}])";
    CHECK(texts->text(read_office(broken).refusal().message, "en") ==
          "people.json at /0/id: this must be of JSON type string.");
}
