#pragma once
// Anchors of the journal: signed at intervals, kept, and sent to whoever is to have them elsewhere.

#include "office/store.h"

#include <boost/json/object.hpp>

namespace sodan::office {

// Signs where the journal ends. Nothing is written when the last anchor says the same.
Outcome<Written> anchor(Reading&, const seal::SigningKey&, Instant now);

// {"seq", "hash", "record_key", "anchors": [lines, newest first]}: where the journal ends, and what was
// signed.
// Whoever asks was found to be allowed to.
boost::json::object view_record(Reading&, const seal::PublicKey&);

}  // namespace sodan::office
