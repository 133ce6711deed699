#pragma once
// Rules of a table as boxes of values: each input a set of those that pass. What is said of whole boxes need
// not be tried on every combination.

#include "dmn/model.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sodan::routing {

using Bits = std::uint64_t;
using Box = std::vector<Bits>;  // by input: the values that it may hold
inline constexpr std::size_t most_boxes = 20'000;

bool is_empty(const Box&);
Box common(const Box&, const Box&);
double size_of(const Box&);                                       // combinations
std::vector<Box> without(std::vector<Box> all, const Box& hole);  // boxes that do not overlap stay so

// The inputs of some tables with all their values.
struct Domain {
    std::vector<std::string> names{};
    std::vector<std::vector<std::string>> values{};  // by input

    std::size_t slot(const std::string& name);
    Box whole() const;
};
// Nothing when an input has no closed list of texts, or one of more than 64.
std::optional<Domain> domain_of(const dmn::Table&, const dmn::Table&);

struct Answered {
    Box box;
    std::string says;  // the outputs, joined by ", "
};

class Boxes {
public:
    Boxes(const dmn::Table&, Domain&);  // the table must outlive it, and `can` be put so
    static bool can(const dmn::Table&);

    // Each answer where it is the table's; what no rule covers answers "". Nothing when there are too many.
    std::optional<std::vector<Answered>> decided() const;
    const std::vector<Answered>& rules() const { return rules_; }

private:
    Box box_of(const dmn::Rule&, Domain&) const;
    std::vector<std::size_t> in_order() const;  // those that come first before those that they beat

    const dmn::Table& table_;
    Box whole_;
    std::vector<Answered> rules_;
};

}  // namespace sodan::routing
