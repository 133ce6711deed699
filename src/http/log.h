#pragma once
// The log: one JSON object a line. It takes fixed words, codes, ids and figures; case content, references and
// query strings have no way in but a caller's mistake, so never pass one. Never blocks: lines are gathered
// and written by a thread of its own.

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace spdlog {
class logger;
}

namespace sodan::http {

enum class Level { debug, info, warning, error };

struct Field {
    std::string_view name;
    std::variant<std::string_view, std::int64_t, double> value;
};

class Log {
public:
    // file "" = standard error. Throws when the file cannot be opened.
    explicit Log(Level least, const std::string& file = {});
    ~Log();  // writes what is left
    Log(const Log&) = delete;

    void write(Level, std::string_view message, std::initializer_list<Field> fields = {});

private:
    std::shared_ptr<spdlog::logger> lines_;
};

// One line without its end: {"time":...,"level":...,"message":...,fields}.
std::string as_line(std::string_view time, Level, std::string_view message, std::initializer_list<Field>);

}  // namespace sodan::http
