#pragma once
// Lists as CSV for whoever asks with Accept: text/csv.

#include "http/message.h"

#include <boost/json/object.hpp>

namespace sodan::http {

bool wants_csv(const Request&);

// Turns a page of cases into a file of rows; what a row does not have is an empty cell.
void make_csv_of_cases(Response&, const boost::json::object& page);

}  // namespace sodan::http
