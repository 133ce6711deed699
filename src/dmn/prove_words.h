#pragma once
// Values of a column as people read them in a sentence of any language.

#include "dmn/prove_regions.h"

namespace sodan::dmn {

constexpr std::size_t most_told = 6;  // inputs that a sentence names one by one

// "none / unknown", "not(W1, W2)", "(17..18)", ">= 65".
std::string values_in_words(const Column&, const Bits& classes);

}  // namespace sodan::dmn
