#include "domain/office.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace sodan::domain {

namespace {

const icu::Normalizer2& checked(const icu::Normalizer2* normalizer, UErrorCode status) {
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no normalisation data");
    return *normalizer;
}

bool is_accent(char16_t unit) { return unit >= 0x0300 && unit <= 0x036f; }

// Without case, width and accents; the voicing marks of kana stay, for they make another word.
std::string folded(const std::string& text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto& fold = checked(icu::Normalizer2::getNFKCCasefoldInstance(status), status);
    const auto& split = checked(icu::Normalizer2::getNFDInstance(status), status);
    const auto letters = split.normalize(fold.normalize(icu::UnicodeString::fromUTF8(text), status), status);
    icu::UnicodeString bare;
    for (std::int32_t i = 0; i < letters.length(); ++i)
        if (!is_accent(letters[i])) bare.append(letters[i]);
    std::string out;
    return bare.toUTF8String(out);
}

std::string all_words(const Institution& one) {
    std::string out;
    for (const auto& text : {one.id, one.kind, one.name_en, one.name_ja, one.place, one.note_en, one.note_ja})
        out += text + '\n';
    for (const auto& language : one.languages) out += language + '\n';
    return folded(out);
}

std::vector<std::string> words_of(std::string_view text) {
    std::istringstream in(folded(std::string(text)));
    std::vector<std::string> out;
    for (std::string word; in >> word;) out.push_back(word);
    return out;
}

}  // namespace

std::vector<const Institution*> search(std::span<const Institution> directory, std::string_view words) {
    const auto wanted = words_of(words);
    std::vector<const Institution*> out;
    for (const auto& one : directory) {
        const auto there = all_words(one);
        const auto is_there = [&](const std::string& word) { return there.find(word) != std::string::npos; };
        if (std::ranges::all_of(wanted, is_there)) out.push_back(&one);
    }
    return out;
}

}  // namespace sodan::domain
