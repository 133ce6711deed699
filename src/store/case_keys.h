#pragma once
// The data keys of the cases, on the writer's connection. Wrapping one anew touches its row here and nothing
// that is sealed with it.

#include "store/connection.h"
#include "store/sealing.h"

namespace sodan::store {

class CaseKeys {
public:
    CaseKeys(Connection&, Keys);

    seal::Key make(Int case_id, domain::CaseRef, const std::string& wrapped_by);  // random
    std::optional<seal::Key> find(Int case_id, domain::CaseRef);                  // nothing: it is no more
    // "" takes it away for ever. A key that is no more stays so.
    void wrap(Int case_id, domain::CaseRef, const std::string& by);

private:
    Keys keys_;
    Prepared<std::tuple<Int>, std::tuple<std::string, std::string>> find_;
    Prepared<std::tuple<Int, std::string, std::string>> insert_;
    Prepared<std::tuple<std::string, std::string, Int>> update_;
};

}  // namespace sodan::store
