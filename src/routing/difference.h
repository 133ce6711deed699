#pragma once
// What changed between two versions of the rules: first what stands otherwise in the files, then what it
// means: for which combinations a table now answers otherwise. Needs rule files that can be read as DMN;
// whether they would come into force is not asked.

#include "base/catalogue.h"
#include "base/outcome.h"
#include "routing/rule_files.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::routing {

struct Difference {
    Message message{};                                       // "diff.*" of the texts
    std::map<std::string, std::vector<std::string>> when{};  // the combinations for which an answer changes
    std::string table{};                                     // that it is about; "" for words and days
};

// In the order of the tables, then words and days. Refuses (rules_not_loaded) what is no DMN.
Outcome<std::vector<Difference>> difference(const RuleFiles& before, const RuleFiles& after);

// One sentence. "first_desk, rule wish-for-leaders: language_group was “leader”, is now “leader” or “other”."
std::string in_words(const Catalogue&, const Difference&, std::string_view language);

// The lists of words and days: what was added to each, and what was taken away.
void compare_lists(const RuleFiles& before, const RuleFiles& after, std::vector<Difference>& to);

}  // namespace sodan::routing
