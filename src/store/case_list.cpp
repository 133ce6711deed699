#include "store/case_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace sodan::store {

using office::CasePage, office::CaseQuery;

// The filters after the key: closed, due and id of the place, latest due time, custody, desk, urgency,
// viewer, limit.
#define SODAN_FILTERED                                                                      \
    " and c.due <= :until and (:custody in ('', c.custody)) and (:desk in ('', c.desk))"    \
    " and (:urgency in (-1, c.urgency))"                                                    \
    " and not exists (select 1 from walls w where w.case_id = c.id and w.person = :viewer)" \
    " and not exists (select 1 from kept_apart k where k.case_id = c.id and k.person = :viewer)"

const char* CaseList::desk_query =
    "select " SODAN_CASE_COLUMNS
    " from cases c"
    " where c.desk = :key and c.closed = :closed and (c.due, c.id) > (:due, :id)" SODAN_FILTERED
    " order by c.due, c.id limit :limit";

const char* CaseList::holder_query =
    "select " SODAN_CASE_COLUMNS
    " from cases c"
    " where c.holder = :key and c.holder <> '' and c.closed = :closed and (c.due, c.id) > (:due, "
    ":id)" SODAN_FILTERED " order by c.due, c.id limit :limit";

const char* CaseList::share_query =
    "select " SODAN_CASE_COLUMNS
    " from shares s cross join cases c on c.id = s.case_id"
    " where s.key = :key and s.closed = :closed and (s.due, s.case_id) > (:due, :id)" SODAN_FILTERED
    " order by s.due, s.case_id limit :limit";

const char* CaseList::ref_query =
    "select " SODAN_CASE_COLUMNS
    " from cases c"
    " where c.ref between :first and :last and c.closed = :closed and (c.due, c.id) > (:due, :id)"
    " and c.due <= :until and (:custody in ('', c.custody)) and (:desk in ('', c.desk))"
    " and (:urgency in (-1, c.urgency))"
    " and not exists (select 1 from kept_apart k where k.case_id = c.id and k.person = :viewer)"
    " order by c.due, c.id limit :limit";

namespace {

constexpr std::string_view signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// The references that begin so; nothing when none can.
std::optional<std::pair<Int, Int>> range_of(const std::string& begins) {
    if (begins.size() > 9) return {};
    Int first = 0, last = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        const auto value = i < begins.size() ? signs.find(begins[i]) : 0;
        if (value == std::string_view::npos) return {};
        first = first * 32 + static_cast<Int>(value);
        last = last * 32 + (i < begins.size() ? static_cast<Int>(value) : 31);
    }
    if (begins.size() == 9 && !domain::CaseRef::parse(begins)) return {};
    return std::pair(first, last);
}

bool contains(const std::vector<std::string>& all, const std::string& one) {
    return std::ranges::find(all, one) != all.end();
}

bool sees(const CaseQuery& query, const office::CaseRow& row) {
    if (contains(row.walls, query.viewer)) return false;
    if (row.holder == query.viewer) return true;
    if (query.mine) return false;
    return contains(query.shares, row.desk) ||
           std::ranges::any_of(row.shared_with, [&](const auto& key) { return contains(query.shares, key); });
}

}  // namespace

CaseList::CaseList(Connection& db)
    : by_desk_(db, desk_query),
      by_holder_(db, holder_query),
      by_share_(db, share_query),
      by_ref_(db, ref_query),
      id_of_(db, "select id from cases where ref = :ref") {}

Filters CaseList::filters(const CaseQuery& query, Place after) const {
    const bool closed = query.custody == "closed";
    const Int until = query.overdue_at ? millis(*query.overdue_at) - 1 : no_due;
    return {"",
            closed,
            after.due,
            after.id,
            until,
            query.custody.value_or(""),
            query.desk.value_or(""),
            query.urgency.value_or(-1),
            query.viewer,
            query.limit + 1};
}

void CaseList::add(std::vector<Listed>& to, Prepared<Filters, CaseColumns>& from, const std::string& key) {
    from.in = filters_;
    std::get<0>(from.in) = key;
    from.each([&](const CaseColumns& found) {
        to.push_back({{std::get<8>(found), std::get<0>(found)}, case_row(found)});
    });
}

std::vector<Listed> CaseList::matching(const CaseQuery& query, Place after) {
    filters_ = filters(query, after);
    std::vector<Listed> out;
    if (query.desk && !query.mine && contains(query.shares, *query.desk)) {
        add(out, by_desk_, *query.desk);
        return out;
    }
    add(out, by_holder_, query.viewer);
    if (query.mine) return out;
    for (const auto& key : query.shares) {
        if (!query.desk) add(out, by_desk_, key);
        add(out, by_share_, key);
    }
    return out;
}

std::vector<Listed> CaseList::beginning_with(const CaseQuery& query, Place after) {
    std::vector<Listed> out;
    const auto range = range_of(query.ref_begins);
    if (!range) return out;
    const auto [key, closed, due, id, until, custody, desk, urgency, viewer, limit] = filters(query, after);
    constexpr Int all = -1;
    by_ref_.in = {range->first, range->second, closed, due, id, until, custody, desk, urgency, viewer, all};
    by_ref_.each([&](const CaseColumns& found) {
        if (out.size() > static_cast<std::size_t>(query.limit)) return;
        auto row = case_row(found);
        if (sees(query, row)) out.push_back({{std::get<8>(found), std::get<0>(found)}, std::move(row)});
    });
    return out;
}

CasePage CaseList::page(const CaseQuery& query) {
    const auto after = query.cursor.empty() ? Place{} : place(query.cursor);
    auto found = query.ref_begins.empty() ? matching(query, after) : beginning_with(query, after);
    std::ranges::sort(found, {}, &Listed::at);
    const auto twice = std::ranges::unique(found, {}, &Listed::at);
    found.erase(twice.begin(), twice.end());
    const auto limit = static_cast<std::size_t>(query.limit);
    CasePage page;
    if (limit > 0 && found.size() > limit) page.next = cursor(found[limit - 1]);
    for (std::size_t i = 0; i < std::min(limit, found.size()); ++i)
        page.cases.push_back(std::move(found[i].row));
    return page;
}

// A cursor names the case by its reference: internal numbers would tell how many cases there are.
std::string CaseList::cursor(const Listed& last) const {
    return fmt::format("{:x}-{:x}", last.at.due, last.row.ref.bits());
}

Place CaseList::place(const std::string& cursor) {
    const char *const begin = cursor.data(), *const end = begin + cursor.size();
    Place out;
    Int ref = 0;
    const auto due = std::from_chars(begin, end, out.due, 16);
    if (due.ec != std::errc{} || due.ptr == end || *due.ptr != '-') throw BrokenCursor();
    const auto rest = std::from_chars(due.ptr + 1, end, ref, 16);
    if (rest.ec != std::errc{} || rest.ptr != end || !id_of_.once(ref)) throw BrokenCursor();
    out.id = std::get<0>(id_of_.out);
    return out;
}

}  // namespace sodan::store
