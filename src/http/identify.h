#pragma once
// Who asks: whoever shows a token (Authorization: Bearer) or a session's cookie. Nothing else says who
// somebody is.

#include "http/context.h"
#include "http/problem.h"
#include "office/rights.h"

#include <optional>
#include <string>
#include <string_view>

namespace sodan::http {

inline constexpr std::string_view session_cookie = "__Host-sodan", device_cookie = "__Host-sodan-device";

// Finds out who asks and notes it in the request, or says why nobody is known or what their pass does not
// open.
std::optional<Problem> unidentified(Context&, Request&, office::Action);

// For whoever keeps a connection open: are they still known, and of the office?
bool is_still_known(const Context&, const std::string& person, const std::string& pass);

// The value of a cookie; "" when it is not there, or there more than once.
std::string_view cookie_named(std::string_view cookies, std::string_view name);

// A session's or a device's cookie for the browser; "" takes it away.
std::string set_cookie(std::string_view name, std::string_view value,
                       std::optional<std::chrono::seconds> lasts = {});

}  // namespace sodan::http
