#pragma once
// The parts that a daemon is made of, opened from its settings.

#include "daemon/settings.h"
#include "domain/office.h"
#include "office/store.h"
#include "seal/key_ring.h"

#include <exception>
#include <functional>
#include <memory>
#include <string>

namespace sodan::daemon {

// All throw BrokenSettings when what they read is not in order.
domain::Office read_office(const Settings&);
std::shared_ptr<seal::KeyRing> open_keys(const Settings&, Instant now);
// `on_fatal` is called from another thread when nothing can be written any more.
std::unique_ptr<office::Store> open_store(const Settings&, std::shared_ptr<seal::KeyRing>, Instant now,
                                          std::function<void(std::string)> on_fatal);

// A failure for the log: never with what somebody wrote.
std::string in_words(const std::exception_ptr&);

}  // namespace sodan::daemon
