#include "domain/office.h"

#include <doctest/doctest.h>

using namespace sodan::domain;

namespace {

const std::vector<Institution> directory = {
    {.id = "paris",
     .kind = "clair_overseas",
     .name_en = "Centre Japonais des Collectivités Locales",
     .name_ja = "クレア パリ事務所",
     .place = "Paris, France",
     .as_of = "2009-08",
     .source = "brochure"},
    {.id = "line",
     .kind = "helpline",
     .name_en = "A Helpline",
     .name_ja = "電話相談",
     .languages = {"es", "pt"},
     .note_en = "Spanish and Portuguese",
     .note_ja = "ガイド",
     .as_of = "2015",
     .source = "page"},
};

std::string found(std::string_view words) {
    std::string out;
    for (const auto* one : search(directory, words)) out += one->id + " ";
    return out;
}

}  // namespace

TEST_CASE("an institution is found by name, place, kind, language and note, in English and Japanese") {
    CHECK(found("centre") == "paris ");
    CHECK(found("france") == "paris ");
    CHECK(found("helpline") == "line ");
    CHECK(found("Spanish") == "line ");
    CHECK(found("電話") == "line ");
    CHECK(found("パリ") == "paris ");
}

TEST_CASE("case, accents and the width of letters do not matter to a search") {
    CHECK(found("COLLECTIVITES") == "paris ");
    CHECK(found("ＰＡＲＩＳ") == "paris ");
    CHECK(found("ﾊﾟﾘ") == "paris ");
}

TEST_CASE("a voiced kana is another letter") {
    CHECK(found("ガイド") == "line ");
    CHECK(found("カイト") == "");
}

TEST_CASE("all words must be found, wherever they stand") {
    CHECK(found("locales paris") == "paris ");
    CHECK(found("クレア　paris") == "paris ");
    CHECK(found("paris spanish") == "");
}

TEST_CASE("a search without words finds everything") { CHECK(found("  ") == "paris line "); }
