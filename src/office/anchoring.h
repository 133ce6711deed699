#pragma once
// Anchors of the journal: signed at intervals, kept, and sent to whoever is to have them elsewhere.

#include "office/store.h"

#include <boost/json/object.hpp>

#include <functional>
#include <string>
#include <vector>

namespace sodan::office {

// To whom anchors go by mail, and the bytes of such a mail.
struct AnchorMail {
    std::vector<std::string> to{};  // addresses; none = no mail
    std::function<std::string(const std::string& to, const std::string& key, const std::string& anchor,
                              Instant)>
        compose{};
};

// Signs where the journal ends, and leaves a letter for each address. Nothing is written when the last anchor
// says the same.
Outcome<Written> anchor(Reading&, const seal::SigningKey&, Instant now, const AnchorMail& = {});

// {"seq", "hash", "record_key", "anchors": [lines, newest first]}: where the journal ends, and what was
// signed.
// Whoever asks was found to be allowed to.
boost::json::object view_record(Reading&, const seal::PublicKey&);

}  // namespace sodan::office
