#pragma once
// Finds many words in a text in one pass (Aho and Corasick, 1975): linear in the text however many words
// there are, which a list of searches or of regular expressions is not. Knows nothing of what the words mean.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::routing {

struct FoundWord {
    std::uint32_t id = 0;  // the number that add() was given
    std::size_t begin = 0, end = 0;
};

class WordFinder {
public:
    // Folded words (see folded.h). A word of a script with spaces is found only as a whole; one that ends in
    // "*" may go on.
    void add(std::string_view word, std::uint32_t id);
    void build();  // once, after the last add

    // In the order of their ends; of words that lie within one another only the longest.
    std::vector<FoundWord> find(std::string_view folded) const;

private:
    struct Word {
        std::uint32_t id;
        std::size_t length;
        bool whole_at_end;
        std::int32_t other = -1;  // another word of the same letters
    };
    struct Node {
        std::int32_t word = -1;     // index into words_, the longest that ends here
        std::uint32_t fail = 0;     // where to go on when no letter fits
        std::uint32_t shorter = 0;  // the next node on the way of `fail` that ends a word; 0 = none
    };

    std::uint32_t step(std::uint32_t node, char letter) const {
        return next_[node * classes_ + class_of_[static_cast<unsigned char>(letter)]];
    }
    std::uint32_t child(std::uint32_t node, char letter);
    void add_words_ending_at(std::uint32_t node, std::string_view text, std::size_t end,
                             std::vector<FoundWord>& to) const;
    bool is_whole(const Word&, std::string_view text, std::size_t begin, std::size_t end) const;

    std::vector<std::pair<std::string, std::uint32_t>> added_;
    std::vector<Word> words_;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> next_;           // nodes x classes
    std::array<std::uint8_t, 256> class_of_{};  // 0: a byte that no word holds
    std::size_t classes_ = 1;
};

}  // namespace sodan::routing
