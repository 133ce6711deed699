#pragma once
// The example office and the rules that ship with it, read from the project's own files.

#include "base/described.h"
#include "domain/office.h"
#include "routing/routing.h"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

namespace sodan::routing::example {

inline std::filesystem::path root() { return SODAN_ROOT; }

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    REQUIRE_MESSAGE(in, file.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

template <class T> T read(const std::filesystem::path& file) {
    auto out = Reader::read<T>(boost::json::parse(bytes_of(file)));
    if (!out) FAIL(file.string() << out.refusal().pointer);
    return *out;
}

inline const domain::Office& office() {
    static const domain::Office out(read<std::vector<domain::Host>>(root() / "rules/office/hosts.json"),
                                    read<std::vector<domain::Person>>(root() / "rules/office/people.json"),
                                    {});
    return out;
}

inline const Rules& rules() {
    static const auto out = [] {
        auto loaded = Rules::load(root() / "rules");
        if (!loaded) {
            std::string what = loaded.refusal().message.key;
            for (const auto& [name, value] : loaded.refusal().message.values)
                what += " " + name + "=" + value;
            throw std::runtime_error(what);
        }
        return *loaded;
    }();
    return *out;
}

inline Instant at(const std::string& text) {
    const auto out = parse_instant(text);
    REQUIRE(out);
    return *out;
}

inline domain::Person away(domain::Person person) {
    person.absences.push_back({Instant{}, {}});
    return person;
}

inline Moment moment(const domain::Office& office, Instant now) {
    return {.office = office, .now = now, .load = [](const domain::PersonId&) { return 0; }};
}

// A plain inquiry, to be changed by a test.
inline domain::Intake intake() {
    return {.received_at = at("2026-10-05T10:20:00+09:00"),
            .raised_by = domain::RaisedBy::participant,
            .host = "02",
            .topics = {domain::Topic::W2},
            .danger = domain::Danger::none};
}

inline Decision first(const domain::Intake& given, const std::string& text = "",
                      const domain::Office& of = office()) {
    return rules().first_route(given, text, moment(of, given.received_at));
}

inline bool fired(const Decision& decision, const std::string& table, const std::string& rule) {
    return std::ranges::find(decision.fired, FiredRule{table, rule}) != decision.fired.end();
}

}  // namespace sodan::routing::example
