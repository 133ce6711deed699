#pragma once
// Is this request one that a page of another site could not have made, and is it in a form that we read? The
// loopback alone is no protection: a browser on the same machine can be sent here by any page (DNS rebinding,
// cross-site posts).

#include "http/problem.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sodan::http {

// `hosts`: names beside localhost, 127.0.0.1 and [::1] by which the server may be called; `scheme`: "http",
// or "https" with a certificate. A page is ours when it came from the very name and port that is called: what
// else listens on this machine is another site. Where plain http is served a proxy may speak https in front
// of it.
std::optional<Problem> refused_at_the_door(const Request&, const std::vector<std::string>& hosts,
                                           std::string_view scheme);

// localhost, 127.0.0.1 or [::1], with a port or without.
bool names_this_machine(std::string_view authority);

// A cookie comes with whatever page makes a browser send something. So a write by cookie must say that it
// comes from a page of ours, which every browser of today does.
std::optional<Problem> refused_by_cookie(const Request&);

}  // namespace sodan::http
