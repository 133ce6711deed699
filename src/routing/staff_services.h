#pragma once
// How each inquiry that the tables can tell apart is served while the desks stand in one way. Needs for which
// the desks stand alike are looked at once.

#include "routing/staff_route.h"

#include <boost/describe/enum.hpp>

#include <map>
#include <utility>
#include <vector>

namespace sodan::routing {

// From best to worst. Handed over: another desk has it than if everybody were there and free to take it.
BOOST_DEFINE_FIXED_ENUM_CLASS(Grade, std::uint8_t, own_language, through_an_interpreter, handed_over, nobody)
inline constexpr std::size_t grade_count = 4;

// By inquiry, in an order that is the same however the desks stand.
using Service = std::vector<Grade>;

class Services {
public:
    // Gives up after `most` endings: what is then said of further ones is empty. References to what it said
    // before stay good.
    Services(const Tables& tables, std::size_t most) : route_(tables), asked_(route_.asked()), most_(most) {}

    const Service& of(std::uint8_t language_group, const DeskReaches&);

    struct Inquiry {
        Facts facts;
        domain::DeskKind ends_at;
    };
    Inquiry inquiry(std::uint8_t language_group, const DeskReaches&, std::size_t place) const;

    const std::vector<Fact>& asked() const { return asked_; }  // what tells inquiries apart
    std::size_t endings() const { return endings_; }
    bool gave_up() const { return endings_ > most_; }

private:
    template <class Use> void each_inquiry(std::uint8_t language_group, Use) const;
    bool advance(Facts&) const;
    bool agree(const Facts&, unsigned refused) const;
    Grade grade(const Facts&, const DeskReaches&, unsigned refused) const;

    StaffRoute route_;
    std::vector<Fact> asked_;
    std::size_t most_, endings_ = 0;
    std::map<std::pair<std::uint8_t, DeskReaches>, Service> known_{};
};

}  // namespace sodan::routing
