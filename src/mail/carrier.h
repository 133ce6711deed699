#pragma once
// What takes a letter out of the house. Everything that leaves by mail or webhook stands in this folder, on
// libcurl and GMime; it knows nothing of cases but what a letter says of them, and nothing of the store.

#include "office/post.h"

namespace sodan::mail {

class Carrier {
public:
    virtual ~Carrier() = default;
    // Any thread. Takes at most as long as its limits allow, and throws nothing: what goes wrong is in the
    // answer. The same letter may come again, with the same bytes.
    virtual office::Carried carry(const office::LetterRow&) = 0;
};

// For a way that is not set up: what was meant to go by it goes by another.
class NoCarrier final : public Carrier {
public:
    office::Carried carry(const office::LetterRow&) override {
        return {office::Carried::How::never, "way_closed"};
    }
};

}  // namespace sodan::mail
