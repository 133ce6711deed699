// The three questions that the office asks of its rules, and the one way in which they are answered.

#include "routing/named_dates.h"
#include "routing/thought.h"

#include <algorithm>
#include <stdexcept>

namespace sodan::routing {

using domain::Desk;

namespace {

// A day that the person who took the call wrote down counts before one that the text seems to name.
ReadText as_read(const Question& question, const domain::Intake& intake) {
    const auto& day = intake.named_date ? intake.named_date : question.named_day;
    return {.named_day = day ? day_from(*day) : std::nullopt,
            .holds_danger = question.danger_words.value_or(false)};
}

Question question_of(const Desk& desk, std::optional<Cause> cause, const Standing& standing) {
    Question out{.desk = to_string(desk),
                 .cause = cause,
                 .walls = standing.walls,
                 .other_side = standing.other_side,
                 .continuity = standing.continuity,
                 .urgency = standing.urgency};
    if (!standing.consent.empty() && standing.consent != standing.intake.consent)
        out.consent = standing.consent;
    return out;
}

domain::Intake as_known_now(const Question& question, domain::Intake intake) {
    if (question.consent) intake.consent = *question.consent;
    return intake;
}

Desk desk_in(const Question& question) {
    const auto desk = Desk::parse(*question.desk);
    if (!desk) throw std::runtime_error("a question names a desk that is none: " + *question.desk);
    return *desk;
}

void seek_first_desk(Thought& thought) {
    thought.urgency();
    thought.look_at_desks();
    thought.put_before(thought.first_desk());
    thought.set_due(Window::first_answer);
    thought.set_pick_up();
    thought.suggest();
}

void seek_next_desk(Thought& thought, const Desk& from, Cause cause) {
    thought.look_at_desks();
    const auto desk = thought.next_desk(from, cause);
    thought.put_before(desk);
    thought.set_due(desk == from ? Window::alarm : Window::pick_up);
}

void seek_people(Thought& thought, const Desk& desk) {
    thought.put_before(desk);
    thought.set_due(Window::offer);
}

void answer(Thought& thought, const Question& question) {
    if (!question.desk) return seek_first_desk(thought);
    thought.take_urgency(question.urgency.value_or(domain::Urgency::routine));
    if (question.cause) return seek_next_desk(thought, desk_in(question), *question.cause);
    seek_people(thought, desk_in(question));
}

}  // namespace

const Counted* deadline_in(const Decision& decision, Window window) {
    const auto found = std::ranges::find(decision.deadlines, window, &Counted::window);
    return found == decision.deadlines.end() ? nullptr : &*found;
}

Decision Rules::decide(const Question& question, const domain::Intake& intake, const Moment& moment) const {
    auto kept = question;
    const Moment watched{moment.office, moment.now, [&](const domain::PersonId& person) {
                             const auto load = moment.load ? moment.load(person) : 0;
                             if (load != 0) kept.loads[person] = load;
                             return load;
                         }};
    const auto known = as_known_now(question, intake);
    const Asked asked{known, question.walls, question.other_side, question.continuity};
    const auto read = as_read(question, intake);
    Thought thought(*parts_, asked, read, watched);
    answer(thought, question);
    auto decision = std::move(thought).done();
    decision.question = std::move(kept);
    return decision;
}

Question Rules::first_question(const domain::Intake& intake, std::string_view text) const {
    const auto read = read_text(parts_->words, text, intake.received_at);
    Question out;
    if (read.named_day) out.named_day = iso(*read.named_day);
    if (read.holds_danger) out.danger_words = true;
    return out;
}

Decision Rules::first_route(const domain::Intake& intake, std::string_view text, const Moment& moment) const {
    return decide(first_question(intake, text), intake, moment);
}

Decision Rules::next_route(const Desk& from, Cause cause, const Standing& standing,
                           const Moment& moment) const {
    return decide(question_of(from, cause, standing), standing.intake, moment);
}

Decision Rules::candidates(const Desk& desk, const Standing& standing, const Moment& moment) const {
    return decide(question_of(desk, {}, standing), standing.intake, moment);
}

}  // namespace sodan::routing
