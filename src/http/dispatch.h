#pragma once
// From a request to its answer: is the client one of ours, where does the path lead, who acts, what does the
// handler say. Nothing that a handler throws gets past here.

#include "http/routes.h"

#include <memory>
#include <optional>
#include <string_view>

namespace sodan::http {

struct Dispatched {
    std::optional<Response> response;  // nothing: the asker is answered later
    const Route* route = nullptr;      // null when the path leads nowhere
};
// Notes in the request who asks.
Dispatched dispatch(Context&, Request&, std::shared_ptr<Asker>);

// What should not happen: logged with the request's id, answered without detail.
Response failure(Context&, std::string_view request_id, std::string_view language, std::exception_ptr);

}  // namespace sodan::http
