#pragma once
// What takes a letter out of the house. Everything that leaves by mail or webhook stands in this folder, on
// libcurl and GMime; it knows nothing of cases but what a letter says of them, and nothing of the store.

#include "office/post.h"

#include <stop_token>

namespace sodan::mail {

class Carrier {
public:
    virtual ~Carrier() = default;
    // Any thread. Takes at most as long as its limits allow, and throws nothing: what goes wrong is in the
    // answer. The same letter may come again, with the same bytes. When a stop is asked for, what is under
    // way is cut off: it may have arrived or not.
    virtual office::Carried carry(const office::LetterRow&, std::stop_token = {}) = 0;
};

// For a way that is not set up: what was meant to go by it goes by another.
class NoCarrier final : public Carrier {
public:
    office::Carried carry(const office::LetterRow&, std::stop_token) override {
        return {office::Carried::How::never, "way_closed"};
    }
};

}  // namespace sodan::mail
