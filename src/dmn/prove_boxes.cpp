#include "dmn/prove_boxes.h"

#include <algorithm>
#include <set>

namespace sodan::dmn {

namespace {

constexpr std::size_t most_joined = 150;   // boxes in hand while joining; every pair of them is looked at
constexpr std::size_t most_joins = 5'000;  // a few milliseconds
constexpr std::size_t most_widened = 60;   // parts that are widened, when they are not all there is

bool holds_another(const std::vector<Box>& boxes, const Box& box) {
    return std::ranges::any_of(boxes, [&](const Box& other) { return is_within(box, other); });
}

// Two boxes whose union, seen along one column, holds a box that lies in neither.
std::optional<Box> joined(const Box& a, const Box& b, std::size_t along) {
    for (std::size_t c = 0; c < a.size(); ++c)
        if (c != along && are_apart(a[c], b[c])) return {};
    Box out = a;
    for (std::size_t c = 0; c < a.size(); ++c)
        for (std::size_t i = 0; i < a[c].size(); ++i)
            out[c][i] = c == along ? a[c][i] | b[c][i] : a[c][i] & b[c][i];
    return out;
}

// Joins until nothing new comes: what remains are all boxes within the parts that cannot be widened. Nothing
// when there would be too many.
class Joining {
public:
    explicit Joining(const std::vector<Box>& parts) {
        for (const auto& part : parts) add(part);
    }

    std::optional<std::vector<Box>> all() {
        while (!fresh_.empty() && !are_too_many()) join_with_all(fresh_.extract(fresh_.begin()).value());
        if (are_too_many()) return {};
        return boxes_;
    }

private:
    void add(Box box) {
        if (holds_another(boxes_, box)) return;
        std::erase_if(boxes_, [&](const Box& other) {
            const bool is_needless = is_within(other, box);
            if (is_needless) fresh_.erase(other);
            return is_needless;
        });
        fresh_.insert(box);
        boxes_.push_back(std::move(box));
    }

    void join_with_all(const Box& box) {
        const auto others = boxes_;
        for (const auto& other : others)
            for (std::size_t c = 0; c < box.size() && !are_too_many(); ++c)
                if (auto wider = joined(box, other, c)) {
                    ++joins_;
                    add(*std::move(wider));
                }
    }
    bool are_too_many() const { return boxes_.size() > most_joined || joins_ > most_joins; }

    std::vector<Box> boxes_{};
    std::set<Box> fresh_{};
    std::size_t joins_ = 0;
};

void sort_by_size(const Regions& regions, std::vector<Box>& boxes) {
    std::ranges::stable_sort(boxes, [&](const Box& a, const Box& b) {
        const auto of_a = regions.size(a), of_b = regions.size(b);
        return of_a != of_b ? of_a > of_b : a < b;
    });
}

// Each part, from each column on. False when the budget did not suffice; one is widened all the same.
bool widen(const Regions& regions, const std::vector<Box>& parts, Budget& budget, std::vector<Box>& into) {
    for (const auto& part : parts)
        for (std::size_t first = 0; first < std::max<std::size_t>(part.size(), 1); ++first) {
            if (!budget.spend(part.size() * cost_of_touching(regions)) && !into.empty()) return false;
            auto box = widened(regions, part, first);
            if (!holds_another(into, box)) into.push_back(std::move(box));
        }
    return true;
}

}  // namespace

Box widened(const Regions& regions, Box box, std::size_t first) {
    for (std::size_t turn = 0; turn < box.size(); ++turn) {
        const auto c = (first + turn) % box.size();
        const auto touching = regions.touching(box, c);
        for (std::size_t k = 0; k < regions.columns[c].classes.size(); ++k)
            if (are_apart(touching, regions.columns[c].passing[k])) put(box[c], k);
    }
    return box;
}

Boxes largest(const Regions& regions, const Cover& found, Budget& budget) {
    auto parts = found.open;
    sort_by_size(regions, parts);
    if (!found.complete && parts.size() > most_widened) parts.resize(most_widened);
    Boxes out;
    const bool are_all = widen(regions, parts, budget, out.all) && found.complete;
    if (are_all)
        if (auto all = Joining(out.all).all()) out = {*std::move(all), true};
    sort_by_size(regions, out.all);
    return out;
}

}  // namespace sodan::dmn
