#pragma once
// A view of the office, asked on one of the store's readers for the person who calls.

#include "http/context.h"
#include "office/views.h"

#include <functional>
#include <optional>

namespace sodan::http {

using View = std::function<Outcome<boost::json::object>(const office::Viewing&)>;
using Dress = std::function<void(Response&, const boost::json::object&)>;  // adds headers

std::optional<Response> view(Context&, const Call&, View, Dress = {});

}  // namespace sodan::http
