// The alarm board: every open case that nobody answers, that reaches nobody, or whose emergency is open.
// Whoever looks after the office sees how many there are; what they are only where the case is theirs to see.

#include "domain/substitutes.h"
#include "office/case_view.h"
#include "office/relief.h"
#include "office/rights.h"
#include "office/views.h"

#include <boost/json/array.hpp>

#include <algorithm>
#include <map>

namespace sodan::office {

namespace json = boost::json;
using chain::Custody;

namespace {

// Why a case stands on the board. The enumerators are the codes.
BOOST_DEFINE_ENUM_CLASS(Why, help_not_confirmed, no_recipient, unanswered, holder_silent, at_the_top, overdue)

class Board {
public:
    explicit Board(const Viewing& viewing) : viewing_(viewing), office_(viewing.reading.office()) {}

    json::object shown() && {
        add_all({.shares = {std::string(alarm_board)}});
        for (const auto& desk : office_->desks())
            if (is_empty(desk))
                add_all({.shares = {to_string(desk)}, .desk = to_string(desk), .custody = "queued"});
        for (const auto& person : office_->people())
            if (!domain::stand_in(*office_, person.id, viewing_.now))
                add_all({.viewer = person.id, .mine = true});
        std::ranges::stable_sort(rows_, {}, &CaseRow::urgency);
        for (const auto& row : rows_) show(row);
        json::object by_why;
        for (const auto& [why, count] : by_why_) by_why[code(why)] = count;
        return {{"items", std::move(items_)},
                {"total", total_},
                {"hidden", hidden_},
                {"by_why", std::move(by_why)}};
    }

private:
    bool is_empty(const domain::Desk& desk) const {
        return std::ranges::none_of(office_->members(desk), [&](const domain::Person* one) {
            return domain::stand_in(*office_, one->id, viewing_.now) != nullptr;
        });
    }

    void add_all(CaseQuery query) {
        query.limit = 200;
        do {
            auto page = viewing_.reading.list(query);
            for (auto& row : page.cases)
                if (std::ranges::find(rows_, row.ref, &CaseRow::ref) == rows_.end())
                    rows_.push_back(std::move(row));
            query.cursor = page.next;
        } while (!query.cursor.empty());
    }

    std::vector<Why> reasons(const CaseFile& file) const {
        const auto& memory = file.memory();
        const auto custody = file.state().custody;
        const bool rings = memory.alarms > 0;
        std::vector<Why> out;
        const auto add_if = [&](bool holds, Why why) {
            if (holds) out.push_back(why);
        };
        add_if(memory.help_due.has_value(), Why::help_not_confirmed);
        add_if(!reaches_somebody(file), Why::no_recipient);
        add_if(rings && custody == Custody::queued, Why::unanswered);
        add_if(rings && custody == Custody::held, Why::holder_silent);
        add_if(rings && memory.desk == "coordinator", Why::at_the_top);
        add_if(memory.due && *memory.due < viewing_.now, Why::overdue);
        return out;
    }

    bool reaches_somebody(const CaseFile& file) const {
        const auto& holder = file.memory().holder;
        if (holder) return domain::stand_in(*office_, *holder, viewing_.now) != nullptr;
        return somebody_can_take(viewing_.reading, viewing_.rules, viewing_.now, file);
    }

    void show(const CaseRow& row) {
        if (is_walled(viewing_.person.id, row)) return;  // not even counted
        const CaseFile file(row, {});
        const auto why = reasons(file);
        if (why.empty()) return;
        ++total_;
        for (const auto one : why) ++by_why_[one];
        if (sight_of(viewing_.person, row) != Sight::whole) {
            ++hidden_;
            return;
        }
        json::array codes;
        for (const auto one : why) codes.emplace_back(code(one));
        items_.push_back(
            json::object{{"case", case_view(viewing_.person, row, viewing_.now)}, {"why", std::move(codes)}});
    }

    const Viewing& viewing_;
    std::shared_ptr<const domain::Office> office_;
    std::vector<CaseRow> rows_;
    json::array items_;
    std::int64_t total_ = 0, hidden_ = 0;
    std::map<Why, std::int64_t> by_why_;
};

}  // namespace

Outcome<json::object> view_alarms(const Viewing& viewing) {
    if (auto refusal = must_be_allowed(viewing.person, Action::see_alarms)) return *refusal;
    return Board(viewing).shown();
}

}  // namespace sodan::office
