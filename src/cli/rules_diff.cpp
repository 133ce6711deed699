#include "cli/rules_diff.h"

#include "cli/answer.h"
#include "cli/client.h"
#include "cli/screen.h"
#include "cli/views.h"
#include "office/rule_upload.h"
#include "routing/difference.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <filesystem>
#include <ostream>

namespace sodan::cli {

namespace json = boost::json;

namespace {

const std::string in_force = "now";

// What one of the two arguments stands for, or how `sodan` ends without it.
using Found = std::variant<routing::RuleFiles, Exit>;

class Finding {
public:
    Finding(const Wish& wish, const Wording& words, const Surroundings& around)
        : wish_(wish), words_(words), around_(around) {}

    Found files(const std::string& named) const {
        if (std::filesystem::is_directory(named)) return of_folder(named);
        return kept(named);
    }

private:
    Found refused(const Refusal& refusal) const {
        around_.err << harmless_line(words_(refusal.message.key, refusal.message.values)) << '\n';
        return Exit::refused;
    }

    Found of_folder(const std::string& folder) const {
        auto files = routing::read_rule_files(folder);
        if (!files) return refused(files.refusal());
        return *std::move(files);
    }

    Found kept(const std::string& named) const {
        auto version = named;
        if (version == in_force) {
            const auto rules = asked("/api/v1/rules");
            if (const auto* ending = std::get_if<Exit>(&rules)) return *ending;
            version = text_in(std::get<json::object>(rules), "version");
        }
        const auto set = asked("/api/v1/rules/versions/" + version);
        if (const auto* ending = std::get_if<Exit>(&set)) return *ending;
        auto files = office::files_from(std::get<json::object>(set).at("files").as_object());
        if (!files) return refused(files.refusal());
        return *std::move(files);
    }

    std::variant<json::object, Exit> asked(const std::string& target) const {
        const auto address = address_of(wish_);
        if (!address) {
            around_.err << words_("cli.usage.server") << '\n';
            return Exit::usage;
        }
        const Request request{.target = target,
                              .headers = {{"Authorization", "Bearer " + wish_.value("token")},
                                          {"Accept-Language", words_.language()}}};
        const auto reply = exchange(*address, request, std::chrono::seconds(30));
        if (const auto* silence = std::get_if<Silence>(&reply)) {
            around_.err << words_("cli.unreachable",
                                  {{"server", wish_.value("--server")}, {"reason", silence->reason}})
                        << '\n';
            return Exit::unreachable;
        }
        const auto& answer = std::get<Answer>(reply);
        if (const auto ending = ending_of(answer); ending != Exit::done) {
            around_.err << told(answer, words_);
            return ending;
        }
        return json::parse(answer.body).as_object();
    }

    const Wish& wish_;
    const Wording& words_;
    const Surroundings& around_;
};

void show(const std::vector<routing::Difference>& differences, const Wish& wish, const Wording& words,
          const Surroundings& around) {
    json::array all;
    for (const auto& one : differences)
        all.push_back({{"table", one.table}, {"says", in_words(words.texts(), one, words.language())}});
    if (wish.has("--json")) {
        around.out << json::serialize(json::object{{"differences", all}}) << '\n';
        return;
    }
    if (all.empty()) around.out << words("diff.nothing") << '\n';
    for (const auto& one : all) around.out << harmless_line(one.at("says").as_string()) << '\n';
}

}  // namespace

Command command_rules_diff() {
    const std::string mine(kept);
    return {"rules diff",
            Verb::local,
            "",
            {{"before", mine}, {"after", mine}, {"--server", mine}, {"--json", mine, Form::yes}}};
}

Exit rules_diff(const Wish& wish, const Wording& words, const Surroundings& around) {
    const Finding finding(wish, words, around);
    const auto before = finding.files(wish.value("before", in_force));
    if (const auto* ending = std::get_if<Exit>(&before)) return *ending;
    const auto after = finding.files(wish.value("after", "rules"));
    if (const auto* ending = std::get_if<Exit>(&after)) return *ending;
    const auto differences =
        routing::difference(std::get<routing::RuleFiles>(before), std::get<routing::RuleFiles>(after));
    if (!differences) {
        const auto& message = differences.refusal().message;
        around.err << harmless_line(words(message.key, message.values)) << '\n';
        return Exit::refused;
    }
    show(*differences, wish, words, around);
    return Exit::done;
}

}  // namespace sodan::cli
