#pragma once
// A claim about the tables together for as long as its counterexamples are being collected: all are counted,
// the first ones are kept.

#include "base/claim.h"
#include "routing/graph_search.h"

#include <string>
#include <utility>
#include <vector>

namespace sodan::routing {

class GraphFinding {
public:
    explicit GraphFinding(std::string name) {
        claim_ = {.part = "graph", .name = std::move(name), .about = ""};
    }

    void look() { ++looked_; }
    // `name` below "witness.graph."; the situation is said as "where".
    void add(std::string name, std::vector<std::pair<std::string, std::string>> values, const Situation& = {},
             std::vector<std::string> rules = {});
    Claim done();

private:
    Claim claim_;
    std::size_t looked_ = 0, found_ = 0;
};

}  // namespace sodan::routing
