#pragma once
// Text as it is compared in a search: NFKC and case folded by Unicode, katakana as hiragana, so that full and
// half width, both kana and capitals are found by each other. For finding, never for keeping; rules compare
// more strictly (routing/folded.h), because there a word must not be mistaken for another.

#include <string>
#include <string_view>
#include <vector>

namespace sodan::office {

std::string findable(std::string_view utf8);

// The words of a query, made findable, longest first; a text holds the query when it holds all of them.
std::vector<std::string> findable_words(std::string_view query);

}  // namespace sodan::office
