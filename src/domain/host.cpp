#include "domain/host.h"

namespace sodan::domain {

bool existed_on(const Host& host, std::string_view date) {
    return host.valid_from <= date && (host.valid_to.empty() || date < host.valid_to);
}

}  // namespace sodan::domain
