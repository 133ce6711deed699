#pragma once
// The answers that retries get.

#include "office/store.h"
#include "store/connection.h"

#include <optional>

namespace sodan::store {

class Answers {
public:
    explicit Answers(Connection&);

    // Nothing when the key is new; a refusal when it came with another body.
    std::optional<Outcome<office::Answer>> given_to(const office::IdempotencyKey&);
    void keep(const office::IdempotencyKey&, const office::Answer&);

private:
    Prepared<std::tuple<Int, std::string, std::string>, std::tuple<std::string, Int, std::string, Int, Int>>
        find_;
    Prepared<std::tuple<Int, std::string, std::string, std::string, Int, std::string, Int, Int>> insert_;
};

}  // namespace sodan::store
