#include "cli/wording.h"

#include <stdexcept>

namespace sodan::cli {

namespace {

Catalogue built_in() {
    auto texts = Catalogue::from_json({{"en", english_texts()}, {"ja", japanese_texts()}});
    if (!texts) throw std::logic_error("built-in texts: " + texts.refusal().message.values.at(1).second);
    return *std::move(texts);
}

}  // namespace

Wording::Wording(std::string language) : texts_(built_in()), language_(std::move(language)) {}

std::string Wording::operator()(std::string key,
                                std::vector<std::pair<std::string, std::string>> values) const {
    return texts_.text({std::move(key), std::move(values)}, language_);
}

std::string language_of(std::string_view locale) { return locale.starts_with("ja") ? "ja" : "en"; }

}  // namespace sodan::cli
