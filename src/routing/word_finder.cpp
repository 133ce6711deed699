#include "routing/word_finder.h"

#include "routing/folded.h"

#include <algorithm>

namespace sodan::routing {

void WordFinder::add(std::string_view word, std::uint32_t id) {
    if (!word.empty() && word != "*") added_.emplace_back(word, id);
}

std::uint32_t WordFinder::child(std::uint32_t node, char letter) {
    auto& next = next_[node * classes_ + class_of_[static_cast<unsigned char>(letter)]];
    if (next != 0) return next;
    const auto made = next = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    next_.resize(nodes_.size() * classes_, 0);
    return made;
}

void WordFinder::build() {
    for (const auto& [word, id] : added_)
        for (const char letter : word)
            if (auto& c = class_of_[static_cast<unsigned char>(letter)]; letter != '*' && c == 0)
                c = static_cast<std::uint8_t>(classes_++);
    nodes_.assign(1, {});
    next_.assign(classes_, 0);
    for (const auto& [word, id] : added_) {
        const bool open = word.back() == '*';
        const auto letters = std::string_view(word).substr(0, word.size() - (open ? 1 : 0));
        std::uint32_t at = 0;
        for (const char letter : letters) at = child(at, letter);
        words_.push_back(
            {id, letters.size(), !open && is_word_sign_before(letters, letters.size()), nodes_[at].word});
        nodes_[at].word = static_cast<std::int32_t>(words_.size() - 1);
    }
    std::vector<std::uint32_t> queue;  // breadth first: a node's `fail` is shorter, so it is done before
    for (std::size_t c = 1; c < classes_; ++c)
        if (next_[c] != 0) queue.push_back(next_[c]);
    for (std::size_t done = 0; done < queue.size(); ++done) {
        const auto node = queue[done];
        const auto fail = nodes_[node].fail;
        nodes_[node].shorter = nodes_[fail].word >= 0 ? fail : nodes_[fail].shorter;
        for (std::size_t c = 1; c < classes_; ++c) {
            auto& next = next_[node * classes_ + c];
            const auto instead = next_[fail * classes_ + c];
            if (next == 0) {
                next = instead;
            } else {
                nodes_[next].fail = instead;
                queue.push_back(next);
            }
        }
    }
}

bool WordFinder::is_whole(const Word& word, std::string_view text, std::size_t begin, std::size_t end) const {
    if (is_word_sign_at(text, begin) && is_word_sign_before(text, begin)) return false;
    return !(word.whole_at_end && is_word_sign_at(text, end));
}

void WordFinder::add_words_ending_at(std::uint32_t node, std::string_view text, std::size_t end,
                                     std::vector<FoundWord>& to) const {
    if (nodes_[node].word < 0) node = nodes_[node].shorter;
    for (; node != 0; node = nodes_[node].shorter) {
        const auto length = words_[static_cast<std::size_t>(nodes_[node].word)].length;
        const auto begin = end - length;
        bool found = false;
        for (auto w = nodes_[node].word; w >= 0; w = words_[static_cast<std::size_t>(w)].other) {
            const auto& word = words_[static_cast<std::size_t>(w)];
            if (!is_whole(word, text, begin, end)) continue;
            if (!found)
                while (!to.empty() && to.back().begin >= begin) to.pop_back();
            found = true;
            to.push_back({word.id, begin, end});
        }
        if (found) return;
    }
}

std::vector<FoundWord> WordFinder::find(std::string_view folded) const {
    std::vector<FoundWord> out;
    if (nodes_.size() < 2) return out;
    std::uint32_t node = 0;
    for (std::size_t at = 0; at < folded.size(); ++at) {
        node = step(node, folded[at]);
        if (nodes_[node].word >= 0 || nodes_[node].shorter != 0)
            add_words_ending_at(node, folded, at + 1, out);
    }
    return out;
}

}  // namespace sodan::routing
