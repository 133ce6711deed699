#pragma once
// Small looks at what stands before and after a place in a folded text. Every look is bounded, so that a scan
// stays linear.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::routing {

inline constexpr std::size_t most_blanks = 3;

bool is_digit_at(std::string_view text, std::size_t at);

std::size_t past_blanks(std::string_view text, std::size_t at);
std::size_t before_blanks(std::string_view text, std::size_t at);

// The length of the one of `words` that begins at, or ends before, `at`, as whole words; 0 when none does.
std::size_t word_at(std::string_view text, std::size_t at, const std::vector<std::string>& words);
std::size_t word_before(std::string_view text, std::size_t at, const std::vector<std::string>& words);

// A run of digits at `at`; `length` 0 when there is none. Of more than four digits the value is 0.
struct Number {
    int value = 0;
    std::size_t begin = 0, length = 0;
    std::size_t end() const { return begin + length; }
};
Number number_at(std::string_view text, std::size_t at);
Number number_before(std::string_view text, std::size_t at);

}  // namespace sodan::routing
