#pragma once
// The commands of `sodan` as one table: what a person types, and the request that it becomes. Help, checks,
// requests and completion are all made from it. Knows nothing of how arguments are read or how requests
// travel.

#include <string>
#include <string_view>
#include <vector>

namespace sodan::cli {

enum class Form {
    word,       // a JSON string
    content,    // a JSON string that "-" reads from standard input, so that it need not stand among the
                // arguments
    instant,    // RFC 3339; without an offset, Japan's
    number,     // stays with the command line, or goes into a query
    yes,        // true when the flag is there
    yes_or_no,  // true for --flag, false for --no-flag, absent otherwise
    list,       // a JSON array; the flag may be repeated
    pairs,      // KEY=VALUE, a JSON object; the flag may be repeated
    folder,     // the rule files in it, a JSON object: path -> text
    rules,      // the same for a folder; what is none is a version, and goes into the field "version"
    hours,      // of duty in a week, a JSON array; see duty_words.h
    dates,      // the same for single dates
    count,      // a JSON number
    since       // an instant, or a day for its beginning
};

struct Field {
    std::string name;  // "--topic"; without dashes, an argument by position
    std::string
        key{};  // the body's field ("contact/phone" lies in another) or the query's; "" = part of the path
    Form form = Form::word;
    bool needed = false;
    std::vector<std::string> codes{};  // the only values that fit; empty = any
};

inline constexpr std::string_view kept = "-";  // the key of a field that is not sent

// `local` is no single request: see cli/local.h.
enum class Verb { get, post, remove, follow, complete, local };

// How the answer is shown to a person.
enum class View {
    anything,
    raw,
    logged,
    the_case,
    history,
    why,
    why_in_full,
    verified,
    simulated,
    rules,
    coverage,
    passings,
    duty,
    written,  // the text that the answer holds in the reader's language
    alarms
};

struct Command {
    std::string path;  // "people absent"
    Verb verb = Verb::get;
    std::string target{};  // below /api/v1; each {} is an argument
    std::vector<Field> fields{};
    View view = View::anything;
    std::vector<std::string> columns{};  // the first that a list shows; empty = all
};

// Every command, in the order in which help lists them.
std::vector<Command> commands();

// The parts that commands() is made of, one file each.
std::vector<Command> commands_that_read();
std::vector<Command> commands_that_log();
std::vector<Command> commands_on_cases();
std::vector<Command> commands_on_people();
std::vector<Command> commands_on_the_office();
std::vector<Command> commands_on_the_record();
std::vector<Command> commands_on_accounts();

}  // namespace sodan::cli
