// The alarm board: every open case that nobody answers, that reaches nobody, or whose emergency is open.
// Whoever looks after the office sees how many there are; what they are only where the case is theirs to see.

#include "domain/substitutes.h"
#include "office/alarm_board.h"
#include "office/case_view.h"
#include "office/relief.h"
#include "office/rights.h"
#include "office/views.h"

#include <fmt/format.h>
#include <boost/json/array.hpp>

#include <algorithm>
#include <charconv>
#include <map>

namespace sodan::office {

namespace json = boost::json;
using chain::Custody;

namespace {

// Why a case stands on the board. The enumerators are the codes.
BOOST_DEFINE_ENUM_CLASS(Why, help_not_confirmed, no_recipient, unanswered, holder_silent, at_the_top, overdue)

// The clock strikes within a second; who is overdue for longer is so because it could not.
constexpr auto unnoticed = std::chrono::minutes{2};

// By urgency, then by date; the cursor is the place of the last that a page shows.
struct Place {
    int urgency = 0;
    std::int64_t due = 0, ref = 0;
    auto operator<=>(const Place&) const = default;
};
Place place_of(const CaseRow& row) {
    return {row.urgency, row.due.value_or(Instant::max()).time_since_epoch().count(), row.ref.bits()};
}
std::string cursor_of(const Place& place) {
    return fmt::format("{:x}-{:x}-{:x}", place.urgency, place.due, place.ref);
}
std::optional<Place> place_in(const std::string& cursor) {
    Place out;
    const char *at = cursor.data(), *const end = at + cursor.size();
    const auto read = [&](auto& number) {
        const auto [stopped, error] = std::from_chars(at, end, number, 16);
        const bool more = stopped != end && *stopped == '-';
        at = more ? stopped + 1 : stopped;
        return error == std::errc{};
    };
    if (!read(out.urgency) || !read(out.due) || !read(out.ref) || at != end) return {};
    return out;
}

struct Page {
    std::optional<Place> after{};
    std::size_t limit = 0;  // 0 = all
};

class Board {
public:
    Board(const Viewing& viewing, Page page)
        : viewing_(viewing), page_(page), office_(viewing.reading.office()) {}

    json::object shown() && {
        add_all({.shares = {std::string(alarm_board)}});
        for (const auto& desk : office_->desks())
            add_all({.shares = {to_string(desk)}, .overdue_at = viewing_.now - unnoticed});
        for (const auto& desk : office_->desks())
            if (is_empty(desk))
                add_all({.shares = {to_string(desk)}, .desk = to_string(desk), .custody = "queued"});
        for (const auto& person : office_->people())
            if (!domain::stand_in(*office_, person.id, viewing_.now))
                add_all({.viewer = person.id, .mine = true});
        std::ranges::sort(rows_, {}, place_of);
        for (const auto& row : rows_) show(row);
        json::object by_why;
        for (const auto& [why, count] : by_why_) by_why[code(why)] = count;
        return {{"items", std::move(items_)},
                {"total", total_},
                {"hidden", hidden_},
                {"by_why", std::move(by_why)},
                {"next", next_}};
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
        if (!is_on_page(row)) return;
        json::array codes;
        for (const auto one : why) codes.emplace_back(code(one));
        items_.push_back(
            json::object{{"case", case_view(viewing_.person, row, viewing_.now)}, {"why", std::move(codes)}});
    }

    bool is_on_page(const CaseRow& row) {
        if (page_.after && place_of(row) <= *page_.after) return false;
        if (page_.limit == 0 || items_.size() < page_.limit) {
            last_ = place_of(row);
            return true;
        }
        next_ = cursor_of(last_);
        return false;
    }

    const Viewing& viewing_;
    Page page_;
    Place last_{};
    std::string next_{};
    std::shared_ptr<const domain::Office> office_;
    std::vector<CaseRow> rows_;
    json::array items_;
    std::int64_t total_ = 0, hidden_ = 0;
    std::map<Why, std::int64_t> by_why_;
};

Refusal bad_filter(const char* field, const char* known) {
    return {Refusal::Why::invalid, {"list.bad_filter", {{"known", known}}}, std::string("/") + field};
}

Outcome<Page> page_of(const AlarmsRequest& asked) {
    constexpr std::size_t usual = 50, most = 200;
    Page out{.limit = usual};
    if (asked.limit) {
        const auto* end = asked.limit->data() + asked.limit->size();
        const auto [stopped, error] = std::from_chars(asked.limit->data(), end, out.limit);
        if (error != std::errc{} || stopped != end || out.limit < 1 || out.limit > most)
            return bad_filter("limit", "1 ... 200");
    }
    if (!asked.cursor || asked.cursor->empty()) return out;
    out.after = place_in(*asked.cursor);
    if (!out.after) return bad_filter("cursor", "next");
    return out;
}

Outcome<json::object> board(const Viewing& viewing, Page page) {
    if (auto refusal = must_be_allowed(viewing.person, Action::see_alarms)) return *refusal;
    return Board(viewing, page).shown();
}

}  // namespace

Outcome<json::object> view_alarms(const Viewing& viewing) { return board(viewing, {}); }

Outcome<json::object> view_alarms(const Viewing& viewing, const AlarmsRequest& asked) {
    const auto page = page_of(asked);
    if (!page) return page.refusal();
    return board(viewing, *page);
}

}  // namespace sodan::office
