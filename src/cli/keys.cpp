#include "cli/keys.h"

#include "cli/screen.h"
#include "seal/key_ring.h"
#include "seal/paper.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <ostream>
#include <sstream>

namespace sodan::cli {

using seal::KeyFiles, seal::NamedKey;

namespace {

constexpr const char* usual_folder = "data-keys";

Field folder() { return {"--keys", std::string(kept)}; }

Exit wrong(const Surroundings& around, const std::string& text) {
    around.err << harmless_line(text) << '\n';
    return Exit::refused;
}

// With the folder's keys; a folder that is not there is never made.
Exit with_keys(const Wish& wish, const Wording& words, const Surroundings& around,
               const std::function<Exit(const KeyFiles&)>& act) {
    const std::filesystem::path where = wish.value("--keys", usual_folder);
    if (!std::filesystem::is_directory(where))
        return wrong(around, words("cli.keys.no_folder", {{"folder", where.string()}}));
    try {
        return act(KeyFiles(where));
    } catch (const seal::BrokenKeys& e) { return wrong(around, e.what()); }
}

// One text for each title that stands in it.
std::vector<std::string> papers_in(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        if (line.find("SODAN KEY") != std::string::npos || out.empty()) out.emplace_back();
        out.back() += line + '\n';
    }
    return out;
}

// Reads every paper from standard input; false when one cannot be read, which is told.
bool read_papers(const Wording& words, const Surroundings& around, std::vector<NamedKey>& into) {
    auto text = bytes_of("-", around).value_or("");
    bool all_read = true;
    for (auto& paper : papers_in(text)) {
        if (auto key = seal::from_paper(paper))
            into.push_back(*key);
        else {
            wrong(around, words(key.refusal().message.key, key.refusal().message.values));
            all_read = false;
        }
        seal::wipe(paper);
    }
    seal::wipe(text);
    return all_read && !into.empty();
}

// What one of them seals the other opens.
bool recovers(const NamedKey& printed, const NamedKey& kept_key) {
    const seal::Cell place{"drill", "probe", 1, 0};
    const auto probe = seal::text_of(seal::Key::random().bytes());
    return seal::opened(printed.key, place, seal::sealed(kept_key.key, place, probe)) == probe;
}

class Drill {
public:
    Drill(const KeyFiles& files, const Wording& words, const Surroundings& around)
        : kept_(files.keys()), words_(words), around_(around) {}

    void try_out(const NamedKey& printed) {
        const auto found = std::ranges::find(kept_, printed.name, &NamedKey::name);
        const bool fits = found != kept_.end() && recovers(printed, *found);
        tell(fits ? "cli.keys.recovers" : "cli.keys.does_not_fit", printed);
        all_fit_ = all_fit_ && fits;
        if (found != kept_.end()) kept_.erase(found);
    }
    Exit ended() {
        for (const auto& one : kept_) tell("cli.keys.no_paper", one);
        return all_fit_ && kept_.empty() ? Exit::done : Exit::refused;
    }

private:
    void tell(const char* what, const NamedKey& one) {
        around_.out << words_(what, {{"name", one.name}, {"fingerprint", fingerprint_of(one)}}) << '\n';
    }

    std::vector<NamedKey> kept_;
    const Wording& words_;
    const Surroundings& around_;
    bool all_fit_ = true;
};

}  // namespace

Command command_key_status() { return {"key status", Verb::local, "", {folder()}}; }
Command command_key_paper() {
    return {"key paper", Verb::local, "", {{"names", std::string(kept), Form::list}, folder()}};
}
Command command_key_drill() { return {"key drill", Verb::local, "", {folder()}}; }
Command command_key_recover() { return {"key recover", Verb::local, "", {folder()}}; }

Exit key_status(const Wish& wish, const Wording& words, const Surroundings& around) {
    return with_keys(wish, words, around, [&](const KeyFiles& files) {
        for (const auto& one : files.keys()) {
            around.out << words("cli.keys.line", {{"name", one.name},
                                                  {"made", to_string(one.made)},
                                                  {"fingerprint", fingerprint_of(one)}})
                       << '\n';
            if (one.name == "record")
                around.out << words("cli.keys.public",
                                    {{"key", seal::SigningKey(one.key).public_key().hex()}})
                           << '\n';
        }
        for (const auto& name : files.destroyed())
            around.out << words("cli.keys.destroyed", {{"name", name}}) << '\n';
        return Exit::done;
    });
}

Exit key_paper(const Wish& wish, const Wording& words, const Surroundings& around) {
    return with_keys(wish, words, around, [&](const KeyFiles& files) {
        const auto asked = wish.given.find("names");
        std::size_t printed = 0;
        for (const auto& one : files.keys()) {
            if (asked != wish.given.end() &&
                std::ranges::find(asked->second, one.name) == asked->second.end())
                continue;
            around.out << seal::on_paper(one) << '\n';
            ++printed;
        }
        const bool all = printed > 0 && (asked == wish.given.end() || printed == asked->second.size());
        return all ? Exit::done : wrong(around, words("cli.keys.no_such_key"));
    });
}

Exit key_drill(const Wish& wish, const Wording& words, const Surroundings& around) {
    return with_keys(wish, words, around, [&](const KeyFiles& files) {
        std::vector<NamedKey> printed;
        if (!read_papers(words, around, printed)) return wrong(around, words("cli.keys.unreadable"));
        Drill drill(files, words, around);
        for (const auto& one : printed) drill.try_out(one);
        return drill.ended();
    });
}

Exit key_recover(const Wish& wish, const Wording& words, const Surroundings& around) {
    std::vector<NamedKey> printed;
    if (!read_papers(words, around, printed)) return wrong(around, words("cli.keys.unreadable"));
    try {
        const KeyFiles files(wish.value("--keys", usual_folder));  // made when it was lost as a whole
        for (const auto& one : printed) {
            files.keep(one);
            around.out << words("cli.keys.recovered",
                                {{"name", one.name}, {"fingerprint", fingerprint_of(one)}})
                       << '\n';
        }
        return Exit::done;
    } catch (const seal::BrokenKeys& e) { return wrong(around, e.what()); }
}

}  // namespace sodan::cli
