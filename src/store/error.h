#pragma once
// What goes wrong in the store. The words never hold values of rows: those may be what a caller said.

#include <stdexcept>
#include <string>

namespace sodan::store {

// A failure of the engine. `code` is SQLite's primary result code, 0 when the invariant broken is our own.
struct StoreError : std::runtime_error {
    explicit StoreError(const std::string& what, int failed_with = 0)
        : runtime_error(what), code(failed_with) {}
    int code;

    bool is_full() const;         // no room left: nothing was written, reading goes on
    bool ends_the_store() const;  // what is on the disk can no longer be relied upon
};

// The data folder cannot be opened, and the message says why and what to do.
struct CannotOpen : std::runtime_error {
    using runtime_error::runtime_error;
};

// A cursor that no list has given out. Reading::list throws it.
struct BrokenCursor : std::invalid_argument {
    BrokenCursor() : invalid_argument("not a cursor of a list") {}
};

}  // namespace sodan::store
