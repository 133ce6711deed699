#pragma once
// `sodan events`: live changes as they come, for as long as they come.

#include "cli/arguments.h"
#include "cli/client.h"
#include "cli/run.h"

#include <optional>
#include <string>
#include <string_view>

namespace sodan::cli {

struct Caller {
    Address address;
    std::chrono::seconds patience;
};

struct Voice {
    const Surroundings& around;
    const Wording& words;
};

// One server-sent event.
struct Change {
    std::string id{}, kind{}, data{};
};

// Bytes in, events out; a comment or a field that we do not know is passed over.
class Changes {
public:
    void hear(std::string_view bytes) { heard_ += bytes; }
    std::optional<Change> next();  // the next whole one, nothing when more bytes are needed

private:
    std::string heard_{};
};

Exit follow_events(const Wish&, Request, const Caller&, const Voice&);

// Says that no answer came, and how to try again without doing a thing twice.
Exit unreachable(const Voice&, const Wish&, const Request&, const Silence&);

}  // namespace sodan::cli
