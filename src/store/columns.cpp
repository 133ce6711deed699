#include "store/columns.h"

#include <sstream>

namespace sodan::store {

std::string lines(const std::vector<std::string>& all) {
    std::string out;
    for (const auto& one : all) {
        if (one.find('\n') != std::string::npos) throw StoreError("a key holds a line break");
        out += one + '\n';
    }
    return out;
}

std::vector<std::string> from_lines(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.push_back(std::move(line));
    return out;
}

office::CaseRow case_row(const CaseColumns& columns) {
    const auto& [id, ref, version, desk, custody, counsel, holder, urgency, due, closed, logged_at,
                 changed_at, snapshot, intake, shared_with, walls] = columns;
    return {.ref = domain::CaseRef::from_bits(ref),
            .version = version,
            .desk = desk,
            .custody = custody,
            .counsel = counsel,
            .holder = holder,
            .urgency = static_cast<int>(urgency),
            .due = due_of(due),
            .closed = closed != 0,
            .logged_at = instant(logged_at),
            .changed_at = instant(changed_at),
            .snapshot = snapshot,
            .intake = intake,
            .shared_with = from_lines(shared_with),
            .walls = from_lines(walls)};
}

}  // namespace sodan::store
