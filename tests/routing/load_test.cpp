// A set of rules loads whole or not at all, and says what is wrong and where.

#include "example.h"

#include <unistd.h>

namespace sodan::routing::example {

TEST_CASE("rules load with the texts of others, and keep their own reasons") {
    const auto loaded = Rules::from(*read_rule_files(root() / "rules"), rules().texts());
    REQUIRE(loaded);
    CHECK((*loaded)->sentences(first(intake()), office(), "en") ==
          rules().sentences(first(intake()), office(), "en"));
}

namespace {

namespace fs = std::filesystem;

// A copy of the project's rules that a test may spoil; gone with the test.
class Copy {
public:
    Copy() : folder_(fs::temp_directory_path() / ("sodan-rules-" + std::to_string(::getpid()))) {
        fs::remove_all(folder_);
        fs::copy(root() / "rules", folder_, fs::copy_options::recursive);
    }
    ~Copy() { fs::remove_all(folder_); }

    void replace(const std::string& file, const std::string& what, const std::string& with) {
        auto bytes = bytes_of(folder_ / file);
        const auto at = bytes.find(what);
        REQUIRE(at != std::string::npos);
        write(file, bytes.replace(at, what.size(), with));
    }
    void rename(const std::string& file, const std::string& what, const std::string& with) {
        auto bytes = bytes_of(folder_ / file);
        for (auto at = bytes.find(what); at != std::string::npos; at = bytes.find(what, at + with.size()))
            bytes.replace(at, what.size(), with);
        write(file, bytes);
    }
    void write(const std::string& file, const std::string& bytes) {
        std::ofstream(folder_ / file, std::ios::binary) << bytes;
    }
    void remove(const std::string& file) { fs::remove(folder_ / file); }

    auto load() const { return Rules::load(folder_); }
    // The refusal, which must come: "key", and the values by name.
    Message refusal() const {
        const auto loaded = load();
        REQUIRE_FALSE(loaded);
        CHECK(loaded.refusal().why == Refusal::Why::rules_not_loaded);
        CHECK(rules().texts().has(loaded.refusal().message.key));
        return loaded.refusal().message;
    }

private:
    fs::path folder_;
};

std::string value(const Message& message, const std::string& name) {
    for (const auto& [key, given] : message.values)
        if (key == name) return given;
    return "";
}

}  // namespace

TEST_CASE("the rules that ship with the project load, and have a version of their own") {
    Copy copy;
    const auto loaded = copy.load();
    REQUIRE(loaded);
    CHECK((*loaded)->version() == rules().version());
    CHECK(rules().version().size() == 14);
    CHECK(rules().version().starts_with("r-"));
}

TEST_CASE("the version changes with every byte that a decision depends on") {
    for (const char* file : {"urgency.dmn", "words/danger.json", "words/dates.json"}) {
        Copy copy;
        copy.write(file, bytes_of(root() / "rules" / file) + "\n");
        const auto loaded = copy.load();
        REQUIRE(loaded);
        CHECK((*loaded)->version() != rules().version());
    }
}

TEST_CASE("a missing file or table is named") {
    Copy copy;
    copy.remove("deadlines.dmn");
    CHECK(copy.refusal().key == "rules_not_loaded.table_missing");
    CHECK(value(copy.refusal(), "table") == "deadlines");
}

TEST_CASE("a file that is no XML is named") {
    Copy copy;
    copy.write("urgency.dmn", "<definitions><decision>");
    const auto refusal = copy.refusal();
    CHECK(value(refusal, "file") == "urgency.dmn");
}

TEST_CASE("a fact that there is not is named with its table and column") {
    Copy copy;
    copy.rename("urgency.dmn", "text_danger", "weather");
    const auto refusal = copy.refusal();
    CHECK(refusal.key == "rules_not_loaded.fact_unknown");
    CHECK(value(refusal, "file") == "urgency.dmn");
    CHECK(value(refusal, "table") == "urgency");
    CHECK(value(refusal, "column") == "weather");
}

TEST_CASE("a fact that is not known yet when a table is asked is refused") {
    Copy copy;
    copy.replace("urgency.dmn", "\"immediate\",\"urgent\",\"none\",\"unknown\"",
                 "\"present\",\"absent\",\"left\"");
    const auto refusal = copy.refusal();
    CHECK(value(refusal, "table") == "urgency");
}

TEST_CASE("allowed values that differ from the fact's are refused") {
    Copy copy;
    copy.replace("desks.dmn", "\"ja\",\"en\",\"leader\",\"other\"",
                 "\"ja\",\"en\",\"leader\",\"other\",\"klingon\"");
    const auto refusal = copy.refusal();
    CHECK(refusal.key == "rules_not_loaded.values_differ");
    CHECK(value(refusal, "column") == "language_group");
}

TEST_CASE("a desk that there is not is named with file, table, rule and column") {
    Copy copy;
    copy.replace("desks.dmn", "id=\"danger-now-7\"><text>\"coordinator\"",
                 "id=\"danger-now-7\"><text>\"reception\"");
    const auto refusal = copy.refusal();
    CHECK(value(refusal, "file") == "desks.dmn");
    CHECK_FALSE(value(refusal, "table").empty());
    CHECK_FALSE(value(refusal, "rule").empty());
    CHECK_FALSE(value(refusal, "column").empty());
}

TEST_CASE("a combination without a rule is shown, and so are two rules that overlap") {
    {
        Copy copy;
        copy.replace("desks.dmn", "id=\"to-a-host-2\"><text>\"host\"", "id=\"to-a-host-2\"><text>\"clair\"");
        const auto refusal = copy.refusal();
        CHECK((refusal.key == "rules_not_loaded.gap" || refusal.key == "rules_not_loaded.overlap"));
        CHECK(value(refusal, "table") == "way");
        CHECK_FALSE(value(refusal, "facts").empty());
    }
    Copy copy;
    copy.replace("deadlines.dmn", "-1\"><text>\"urgent\"</text>", "-1\"><text>\"urgent\",\"prompt\"</text>");
    const auto refusal = copy.refusal();
    CHECK(refusal.key == "rules_not_loaded.overlap");
    CHECK_FALSE(value(refusal, "rule").empty());
}

TEST_CASE("a word list that cannot be read is named with the place in it") {
    Copy copy;
    copy.replace("words/dates.json", "\"today\": 0", "\"today\": \"soon\"");
    const auto refusal = copy.refusal();
    CHECK(value(refusal, "file") == "words/dates.json");
    CHECK(value(refusal, "what") == "/en/days_from_now/today");
}

TEST_CASE("a text that is in one language only is named") {
    Copy copy;
    copy.replace("texts/ja/rules.json", "\"rules.due\"", "\"rules.overdue\"");
    CHECK_FALSE(copy.load());
}

}  // namespace sodan::routing::example
