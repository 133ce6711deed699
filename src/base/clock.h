#pragma once
// Instants, and where they come from. All instants are UTC with millisecond precision; Japan's calendar is
// src/calendar's business.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sodan {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// Where time comes from; tests set their own.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    Instant now() const override {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

// RFC 3339 with any offset ("2026-10-05T10:20:00+09:00"); nothing when it is not one or has no offset.
std::optional<Instant> parse_instant(std::string_view);

// RFC 3339 in Japan's offset, seconds, with milliseconds only when there are any:
// "2026-10-05T10:20:00+09:00".
std::string to_string(Instant);

}  // namespace sodan
