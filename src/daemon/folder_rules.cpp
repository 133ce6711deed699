#include "daemon/folder_rules.h"

#include "daemon/parts.h"
#include "office/rule_upload.h"
#include "office/rules.h"

#include <boost/json/object.hpp>

#include <future>

namespace sodan::daemon {

using http::Level;
using office::Answer, office::CheckedRules, office::Reading;
using routing::RuleFiles;

namespace {

struct Stored {
    std::string version;
    RuleFiles files;
};

std::optional<Stored> stored(Reading& reading) {
    auto& kept = reading.rule_archive();
    const auto in_force = kept.in_force();
    if (!in_force) return {};
    return Stored{in_force->version, office::stored_files(kept.rule_set(in_force->version).value().files)};
}

std::optional<Stored> stored(office::Store& store) {
    std::promise<std::optional<Stored>> promise;
    store.read([&](Reading& reading) {
        try {
            promise.set_value(stored(reading));
        } catch (...) { promise.set_exception(std::current_exception()); }
    });
    return promise.get_future().get();
}

Outcome<Answer> written(office::Store& store, std::function<Outcome<office::Written>(Reading&)> decide) {
    std::promise<Outcome<Answer>> promise;
    const auto done = [&](Outcome<Answer> answer, const std::exception_ptr& failed) {
        if (failed)
            promise.set_exception(failed);
        else
            promise.set_value(std::move(answer));
    };
    store.submit({{}, std::move(decide), done});
    return promise.get_future().get();
}

}  // namespace

std::string first_finding(const CheckedRules& checked) {
    if (checked.findings.empty()) return checked.fault ? in_words(*checked.fault, nullptr) : checked.version;
    return std::string(checked.findings.front().at("says").at("en").as_string());
}

void FolderRules::start() const {
    const auto kept = stored(store);
    if (!kept) return publish_first("first start");
    const auto loaded = rules.loaded(kept->files);
    if (loaded) {
        rules.take_up(*loaded);
        return say_when_folder_differs();
    }
    const auto why = in_words(loaded.refusal(), nullptr);
    log.write(Level::error,
              "THE RULES IN FORCE NO LONGER LOAD WITH THIS PROGRAM: the folder's are taken instead",
              {{"rules", std::string_view(kept->version)}, {"why", std::string_view(why)}});
    publish_first("the version in force before, " + kept->version + ", no longer loads with this program");
}

void FolderRules::publish_first(const std::string& reason) const {
    const auto files = rules.folder();
    if (!files) throw BrokenSettings("rules: " + in_words(files.refusal(), nullptr));
    const auto checked = rules.check(*files, store.office(), clock.now());
    if (!checked.passes) throw BrokenSettings("rules: " + first_finding(checked));
    const auto answer = written(store, [&](Reading& reading) {
        return office::take_folder(reading, clock.now(), reason, *files, checked);
    });
    if (!answer) throw BrokenSettings("rules: " + in_words(answer.refusal(), &checked.rules->texts()));
    rules.take_up(checked.rules);
}

void FolderRules::say_when_folder_differs() const {
    const auto files = rules.folder();
    const auto in_force = rules.now()->version();
    const auto folder = files ? routing::version_of(*files) : in_words(files.refusal(), nullptr);
    if (folder == in_force) return;
    log.write(
        Level::warning,
        "the folder of the rules differs from the version in force, which stays in force; to publish what "
        "lies in the folder: sodan rules reload",
        {{"in_force", std::string_view(in_force)}, {"folder", std::string_view(folder)}});
}

void FolderRules::reload(std::function<void(std::shared_ptr<const routing::Rules>)> in_force) const {
    const auto refused = [log = &log](const std::string& why) {
        log->write(Level::error, "rules not loaded: the old ones stay in force",
                   {{"why", std::string_view(why)}});
    };
    const auto files = rules.folder();
    if (!files) return refused(in_words(files.refusal(), rules.texts().get()));
    const auto checked =
        std::make_shared<const CheckedRules>(rules.check(*files, store.office(), clock.now()));
    if (!checked->passes) return refused(first_finding(*checked));
    const auto decide = [clock = &clock, files = *files, checked](Reading& reading) {
        return office::take_folder(reading, clock->now(), "read from the folder", files, *checked);
    };
    const auto done = [rules = &rules, refused, checked, in_force](const Outcome<Answer>& answer,
                                                                   const std::exception_ptr& failed) {
        if (failed) return refused(in_words(failed));
        if (!answer) return refused(in_words(answer.refusal(), rules->texts().get()));
        in_force(checked->rules);
    };
    store.submit({{}, decide, done});
}

}  // namespace sodan::daemon
