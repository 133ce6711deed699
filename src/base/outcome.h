#pragma once
// A refusal is an answer: it is a value, and the caller must look at it. A failure is not: it is thrown.
// Knows nothing of counselling or of HTTP; texts are keys into the catalogues (see base/catalogue.h).

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace sodan {

// A text for a person: a key of the catalogues and the values for its {placeholders}.
struct Message {
    std::string key;
    std::vector<std::pair<std::string, std::string>> values{};

    bool operator==(const Message&) const = default;
};

struct Refusal {
    enum class Why {
        malformed,        // the request cannot be read at all
        invalid,          // it can be read, but a field is wrong; `pointer` names it
        unidentified,     // nobody, or an unknown person, is acting
        not_allowed,      // known person, but this is not theirs to do
        not_found,        // there is none, or none that this person may know of: the two look alike
        wrong_state,      // the chain refuses the event in the case's present state
        stale,            // the caller's version is no longer the case's version
        key_reused,       // the same Idempotency-Key came with another body
        too_large,        // longer than the documented limit
        busy,             // over a limit of time or number: try again later
        store_full,       // no room left to keep it: nothing was written
        rules_not_loaded  // a rule file does not load; the old rules stay in force
    } why;
    Message message;
    std::string pointer{};  // RFC 6901 JSON pointer of the field at fault, "" when it is not about a field

    bool operator==(const Refusal&) const = default;
};

template <class T> class [[nodiscard]] Outcome {
public:
    Outcome(T answer) : held_(std::move(answer)) {}
    Outcome(Refusal refusal) : held_(std::move(refusal)) {}

    explicit operator bool() const { return held_.index() == 0; }
    T& operator*() & { return std::get<0>(held_); }  // throws when there is no answer
    const T& operator*() const& { return std::get<0>(held_); }
    T&& operator*() && { return std::get<0>(std::move(held_)); }
    T* operator->() { return &**this; }
    const T* operator->() const { return &**this; }
    const Refusal& refusal() const { return std::get<1>(held_); }

private:
    std::variant<T, Refusal> held_;
};

}  // namespace sodan
