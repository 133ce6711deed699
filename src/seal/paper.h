#pragma once
// A key on paper: four lines of sixteen signs, read by people and typed by people. The signs are those of
// references (no I, L, O, U). Each line ends with two check signs, so one wrong sign, or two neighbours
// swapped, are always found and the line is named; the whole is checked once more against the key's name.

#include "base/outcome.h"
#include "seal/key_files.h"

#include <string>
#include <string_view>

namespace sodan::seal {

std::string on_paper(const NamedKey&);

// Reads what on_paper printed, with any spaces and empty lines, small letters, and O, I, L for 0, 1, 1.
Outcome<NamedKey> from_paper(std::string_view);

}  // namespace sodan::seal
