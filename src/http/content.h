#pragma once
// A view of what was said in cases: read on one of the store's readers, put on record through its writer, and
// only then given. Where the record cannot be written nothing is shown. Of the facts of a case it is noted
// beside.

#include "http/viewing.h"
#include "office/content_reads.h"

namespace sodan::http {

// Which reads an answer is; none = it holds nothing of what was said, and is given at once.
using Reads = std::function<std::vector<office::ContentRead>(const boost::json::object& seen)>;

// A read of each case that a page with "items" names.
Reads reads_of_each(office::ReadOf);

std::optional<Response> view_content(Context&, const Call&, View, Reads, Dress = {});

}  // namespace sodan::http
