// The three questions that the office asks of its rules.

#include "routing/named_dates.h"
#include "routing/thought.h"

namespace sodan::routing {

using domain::Desk;

namespace {

Asked asked_of(const Standing& standing) {
    return {.intake = standing.intake,
            .walls = standing.walls,
            .other_side = standing.other_side,
            .continuity = standing.continuity};
}

// A day that the person who took the call wrote down counts before one that the text seems to name.
ReadText with_written_day(ReadText text, const domain::Intake& intake) {
    if (intake.named_date) text.named_day = day_from(*intake.named_date);
    return text;
}

}  // namespace

Decision Rules::first_route(const domain::Intake& intake, std::string_view text, const Moment& moment) const {
    const Asked asked{.intake = intake};
    const auto read = with_written_day(read_text(parts_->words, text, intake.received_at), intake);
    Thought thought(*parts_, asked, read, moment);
    thought.urgency();
    thought.look_at_desks();
    thought.put_before(thought.first_desk());
    thought.set_due(Window::first_response);
    thought.suggest();
    return std::move(thought).done();
}

Decision Rules::next_route(const Desk& from, Cause cause, const Standing& standing,
                           const Moment& moment) const {
    const auto asked = asked_of(standing);
    const ReadText none;
    Thought thought(*parts_, asked, none, moment);
    thought.take_urgency(standing.urgency);
    thought.look_at_desks();
    const auto desk = thought.next_desk(from, cause);
    thought.put_before(desk);
    thought.set_due(desk == from ? Window::alarm : Window::first_response);
    return std::move(thought).done();
}

Decision Rules::candidates(const Desk& desk, const Standing& standing, const Moment& moment) const {
    const auto asked = asked_of(standing);
    const ReadText none;
    Thought thought(*parts_, asked, none, moment);
    thought.take_urgency(standing.urgency);
    thought.put_before(desk);
    thought.set_due(Window::offer);
    return std::move(thought).done();
}

}  // namespace sodan::routing
