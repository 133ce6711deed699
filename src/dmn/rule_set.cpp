#include "dmn/rule_set.h"

#include <bit>

namespace sodan::dmn {

void RuleSet::insert(std::size_t place) {
    while (used_ <= place / 64) words_[used_++] = 0;
    words_[place / 64] |= std::uint64_t{1} << place % 64;
}

bool RuleSet::operator==(const RuleSet& other) const {
    for (std::size_t i = 0; i < std::max(used_, other.used_); ++i)
        if ((i < used_ ? words_[i] : 0) != (i < other.used_ ? other.words_[i] : 0)) return false;
    return true;
}

std::size_t RuleSet::size() const {
    std::size_t out = 0;
    for (const auto word : words()) out += static_cast<std::size_t>(std::popcount(word));
    return out;
}

std::size_t RuleSet::next(std::size_t from) const {
    auto i = from / 64;
    if (i >= used_) return capacity;
    auto word = words_[i] >> from % 64 << from % 64;
    while (word == 0) {
        if (++i == used_) return capacity;
        word = words_[i];
    }
    return i * 64 + static_cast<std::size_t>(std::countr_zero(word));
}

}  // namespace sodan::dmn
