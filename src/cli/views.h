#pragma once
// Answers of the daemon as a person reads them. Whatever an answer holds is shown: a field that has no name
// in our texts stands under the name that it has in JSON.

#include "cli/command.h"
#include "cli/wording.h"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <ostream>

namespace sodan::cli {

struct Page {
    std::ostream& out;
    const Wording& words;
};

void show(const Page&, const Command&, const boost::json::value& answer);

// The parts, by view.
void show_anything(const Page&, const boost::json::value&, const std::vector<std::string>& columns);
void show_case(const Page&, const boost::json::object& answer);
void show_logged(const Page&, const boost::json::object& answer);
void show_history(const Page&, const boost::json::object& answer);
void show_why(const Page&, const boost::json::object& answer);
void show_why_in_full(const Page&, const boost::json::object& answer);
void show_simulated(const Page&, const boost::json::object& answer);
// What a decision did not take, and why.
void show_alternatives(const Page&, const boost::json::object& item);
// By when, and why then; whom to call while help is awaited; what nobody answers.
void show_deadlines(const Page&, const boost::json::object& one_case);
void show_emergency(const Page&, const boost::json::object& answer);
void show_alarms(const Page&, const boost::json::object& answer);
// "7KQF-2M9X-C  advisor/37  held  prompt".
void show_headline(const Page&, const boost::json::object& one_case);
void show_verified(const Page&, const boost::json::object& answer);
void show_rules(const Page&, const boost::json::object& answer);
void show_passings(const Page&, const boost::json::object& answer);
void show_duty(const Page&, const boost::json::object& answer);
void show_coverage(const Page&, const boost::json::object& answer);

// One finding about rules: its place and its sentence.
std::string finding_line(const boost::json::object&, const std::string& language);

// Scalars and lists of scalars on one line; times as "2026-10-05 10:20".
std::string one_line(const boost::json::value&);
// The field's name in the reader's language.
std::string label(const Page&, std::string_view key);
// "desk: advisor/37" and so on, each with blanks before it.
void show_fields(const Page&, const boost::json::object&, std::size_t blanks);

// The text of a field, "" where there is none.
std::string text_in(const boost::json::object&, std::string_view key);

}  // namespace sodan::cli
