#include "daemon/rulebook.h"

namespace sodan::daemon {

Outcome<std::string> Rulebook::load() {
    const auto loaded = routing::Rules::load(folder_);
    if (!loaded) return loaded.refusal();
    rules_ = *loaded;
    return (*loaded)->version();
}

std::shared_ptr<const Catalogue> Rulebook::texts() const {
    const auto rules = rules_.load();
    return {rules, &rules->texts()};
}

std::string in_words(const Refusal& refusal, const Catalogue* texts) {
    if (texts) return texts->text(refusal.message, "en");
    std::string out = refusal.message.key;
    for (const auto& [name, value] : refusal.message.values) out += " " + name + "=" + value;
    return out;
}

}  // namespace sodan::daemon
