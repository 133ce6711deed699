// The machine's table in the formats of others: SCXML for tools, Mermaid for the eye, Promela for the model
// checker, JSON for all else.

#include "base/described.h"
#include "chain/export.h"
#include "chain/mermaid.h"
#include "chain/promela.h"
#include "chain/scxml.h"

#include <boost/json/serialize.hpp>

namespace sodan::chain {

BOOST_DESCRIBE_STRUCT(StateRow, (), (name, parent, region, initial, resting))
BOOST_DESCRIBE_STRUCT(TransitionRow, (), (from, event, to, desk, when))
BOOST_DESCRIBE_STRUCT(Table, (), (states, transitions, events))

std::optional<std::string> exported_as(std::string_view format) {
    if (format == "scxml") return scxml(table());
    if (format == "mermaid") return mermaid(table());
    if (format == "promela") return promela(table());
    if (format == "json") return boost::json::serialize(written(table())) + "\n";
    return {};
}

}  // namespace sodan::chain
