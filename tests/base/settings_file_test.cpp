#include "base/settings_file.h"

#include <doctest/doctest.h>

using namespace sodan;

namespace {

struct Shop {
    std::string name{};
    std::int64_t seats = 0;
    std::filesystem::path folder{};
    std::map<std::string, std::int64_t> prices{};
};

const SettingsKeys<Shop> keys{
    {"shop.name", [](Shop& to, const Setting& value) { to.name = value.text(); }},
    {"shop.seats", [](Shop& to, const Setting& value) { to.seats = value.number(1, 50); }},
    {"shop.folder", [](Shop& to, const Setting& value) { to.folder = value.path(); }},
    {"prices.*", [](Shop& to, const Setting& value) { to.prices[value.name()] = value.number(0, 1000); }}};

Shop read(const std::string& toml) {
    Shop out;
    read_settings_into(out, keys, toml, "/etc/shop.toml", "docs/shop.md");
    return out;
}

std::string refusal_of(const std::string& toml) {
    try {
        read(toml);
    } catch (const BrokenSettings& e) { return e.what(); }
    return "none";
}

}  // namespace

TEST_CASE("settings are read by their full names, and paths count from the file's folder") {
    const auto shop =
        read("[shop]\nname = \"a\"\nseats = 5\nfolder = \"b\"\n[prices]\ntea = 300\ncake = 450\n");
    CHECK(shop.name == "a");
    CHECK(shop.seats == 5);
    CHECK(shop.folder == "/etc/b");
    CHECK(shop.prices == std::map<std::string, std::int64_t>{{"cake", 450}, {"tea", 300}});
}

TEST_CASE("what is no setting is refused with file, line and key") {
    CHECK(refusal_of("[shop]\nseats = 51") ==
          "/etc/shop.toml:2: shop.seats: a whole number from 1 to 50 is wanted");
    CHECK(refusal_of("[shop]\nname = \"\"") == "/etc/shop.toml:2: shop.name: a text is wanted");
    CHECK(refusal_of("\n[shop]\nnaem = \"a\"") ==
          "/etc/shop.toml:3: shop.naem: there is no such key; see docs/shop.md");
    CHECK(refusal_of("name = \"a\"") == "/etc/shop.toml:1: name: there is no such key outside a section");
    CHECK(refusal_of("[shop]\nname = ").starts_with("/etc/shop.toml:2: "));
    CHECK_THROWS_AS(text_of_settings("/nowhere/shop.toml"), BrokenSettings);
}
