#include "routing/text_cursor.h"

#include "routing/folded.h"

namespace sodan::routing {

namespace {

constexpr std::size_t most_digits = 20;  // a longer run is no date; it is read in pieces

}  // namespace

bool is_digit_at(std::string_view text, std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

std::size_t past_blanks(std::string_view text, std::size_t at) {
    for (std::size_t n = 0; n < most_blanks && at < text.size() && text[at] == ' '; ++n) ++at;
    return at;
}

std::size_t before_blanks(std::string_view text, std::size_t at) {
    for (std::size_t n = 0; n < most_blanks && at > 0 && text[at - 1] == ' '; ++n) --at;
    return at;
}

std::size_t word_at(std::string_view text, std::size_t at, const std::vector<std::string>& words) {
    for (const auto& word : words) {
        if (!text.substr(std::min(at, text.size())).starts_with(word)) continue;
        const auto end = at + word.size();
        if (is_word_sign_before(text, end) && is_word_sign_at(text, end)) continue;
        return word.size();
    }
    return 0;
}

std::size_t word_before(std::string_view text, std::size_t at, const std::vector<std::string>& words) {
    for (const auto& word : words) {
        if (!text.substr(0, at).ends_with(word)) continue;
        const auto begin = at - word.size();
        if (is_word_sign_at(text, begin) && is_word_sign_before(text, begin)) continue;
        return word.size();
    }
    return 0;
}

Number number_at(std::string_view text, std::size_t at) {
    Number out{.begin = at};
    for (; out.length < most_digits && is_digit_at(text, at + out.length); ++out.length)
        out.value = out.value > 9999 ? out.value : out.value * 10 + (text[at + out.length] - '0');
    if (out.length > 4) out.value = 0;
    return out;
}

Number number_before(std::string_view text, std::size_t at) {
    auto begin = at;
    while (begin > 0 && at - begin < most_digits && is_digit_at(text, begin - 1)) --begin;
    return number_at(text.substr(0, at), begin);
}

}  // namespace sodan::routing
