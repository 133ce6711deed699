#pragma once
// The answers that retries get, sealed as what they tell of is.

#include "office/store.h"
#include "store/connection.h"
#include "store/sealing.h"

#include <optional>

namespace sodan::store {

class Answers {
public:
    // The key of a case or, for none, the office's; nothing when it is no more.
    using KeyOf = std::function<std::optional<seal::Key>(domain::CaseRef)>;
    Answers(Connection&, KeyOf);

    // Nothing when the key is new; a refusal when it came with another body, or the answer can be read no
    // longer.
    std::optional<Outcome<office::Answer>> given_to(const office::IdempotencyKey&);
    void keep(const office::IdempotencyKey&, const office::Answer&);

private:
    KeyOf key_of_;
    Prepared<std::tuple<Int, std::string, std::string>, std::tuple<std::string, Int, std::string, Int, Int>>
        find_;
    Prepared<std::tuple<Int, std::string, std::string, std::string, Int, std::string, Int, Int>> insert_;
};

}  // namespace sodan::store
