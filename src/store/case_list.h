#pragma once
// Lists of cases: for each way in which the viewer may see a case one range of an index, merged by due time.

#include "office/store.h"
#include "store/columns.h"

#include <compare>
#include <vector>

namespace sodan::store {

// Where a list goes on: after this due time and this case.
struct Place {
    Int due = std::numeric_limits<Int>::min();
    Int id = 0;
    auto operator<=>(const Place&) const = default;
};

struct Listed {
    Place at;
    office::CaseRow row;
};

// Each takes the filters of a query in the same order; see CaseList::filters.
using Filters = std::tuple<std::string, Int, Int, Int, Int, std::string, std::string, Int, std::string, Int>;
using RefFilters = std::tuple<Int, Int, Int, Int, Int, Int, std::string, std::string, Int, std::string, Int>;

class CaseList {
public:
    explicit CaseList(Connection&);
    office::CasePage page(const office::CaseQuery&);

    static const char *desk_query, *holder_query, *share_query, *ref_query;  // for the test of their plans

private:
    std::vector<Listed> matching(const office::CaseQuery&, Place after);
    std::vector<Listed> beginning_with(const office::CaseQuery&, Place after);
    void add(std::vector<Listed>&, Prepared<Filters, CaseColumns>&, const std::string& key);
    Place place(const std::string& cursor);
    std::string cursor(const Listed&) const;
    Filters filters(const office::CaseQuery&, Place after) const;

    Prepared<Filters, CaseColumns> by_desk_, by_holder_, by_share_;
    Prepared<RefFilters, CaseColumns> by_ref_;
    Prepared<std::tuple<Int>, std::tuple<Int>> id_of_;
    Filters filters_{};
};

}  // namespace sodan::store
