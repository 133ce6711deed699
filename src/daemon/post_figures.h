#pragma once
// The figures of the post, as an operator and the watchdog see them at /metrics.

#include "daemon/outgoing.h"
#include "daemon/post.h"
#include "http/metrics.h"

namespace sodan::daemon {

// All that is given must outlive the metrics' last use.
void watch_post(http::Metrics&, const Post&, const Outgoing&, const Clock&);

}  // namespace sodan::daemon
