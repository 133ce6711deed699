#pragma once
// What sodan-verify found: a word for programs, where, and a sentence. Nothing of what people wrote.

#include <string>
#include <vector>

namespace sodan::verify {

struct Finding {
    std::string what{};   // "hash_differs", see docs/record.md
    std::string where{};  // "entry 42", "case 7KQF-2M9X-C", "person pa-37-a"
    std::string says{};
};

using Findings = std::vector<Finding>;

}  // namespace sodan::verify
