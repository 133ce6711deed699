#pragma once
// The values of one input, cut wherever a cell can tell two of them apart: a place for every value that is
// named, one for what lies between two, one for null. Says of each place what the cells of the table say of
// the values there.

#include "dmn/model.h"

#include <optional>
#include <utility>
#include <vector>

namespace sodan::dmn {

using Places = std::vector<std::pair<std::size_t, std::size_t>>;  // ranges [from, to), apart and in order

class Cuts {
public:
    // `named` are all constants of the cells of the input. Nothing for kinds without an order of their own
    // (lists, contexts, times with and without an offset together).
    static std::optional<Cuts> between(std::vector<Value> named, std::size_t kind);

    std::size_t size() const { return 2 * named_.size() + 2; }
    std::size_t null_place() const { return 2 * named_.size() + 1; }
    bool is_named(std::size_t place) const { return place == null_place() ? null_named_ : place % 2 == 1; }
    std::optional<std::size_t> place_of(const Value&) const;
    // A value that lies there; nothing where none does, and where null was never named.
    std::optional<Value> example(std::size_t place) const;
    // Where a cell of constants passes; the same that dmn/evaluate.h says of any value there.
    Places passing(const Cell&) const;
    // Where one test passes; nothing when it cannot be said of any value of the kind.
    std::optional<Places> passing(const UnaryTest&) const;
    // The values around a place: named ones, where there are any.
    const Value* below(std::size_t place) const;
    const Value* above(std::size_t place) const;

private:
    std::optional<Places> passing(const Comparison&) const;
    std::optional<Places> passing(const Interval&) const;
    std::optional<Places> compared(Operator, const Value&) const;
    Places everywhere() const { return {{0, null_place()}}; }
    Places all_but(const Places&) const;  // null apart

    std::vector<Value> named_{};
    std::size_t kind_ = 0;
    bool null_named_ = false;
};

}  // namespace sodan::dmn
