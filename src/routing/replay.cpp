#include "routing/replay.h"

#include "base/json_text.h"

#include <stdexcept>

namespace sodan::routing {

namespace {

// Short enough for a line: whoever looks for more has both decisions.
std::string shown(std::string text) {
    constexpr std::size_t most = 300;
    if (text.size() <= most) return text;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

}  // namespace

bool can_be_asked_again(const Decision& decision) {
    return decision.question.has_value() && decision.roster_version != 0;
}

namespace {

Decision ask(const Rules& rules, const Past& past, const Question& question) {
    const auto load = [&](const domain::PersonId& person) -> std::int64_t {
        const auto found = question.loads.find(person);
        return found == question.loads.end() ? 0 : found->second;
    };
    return rules.decide(question, past.intake, {past.office, past.now, load});
}

const Question& question_of(const Past& past) {
    if (past.decision.question) return *past.decision.question;
    throw std::logic_error("a decision without its question is asked again");
}

}  // namespace

Decision asked_again(const Rules& rules, const Past& past) { return ask(rules, past, question_of(past)); }

Decision simulate(const Rules& others, const Past& past, std::string_view text) {
    auto question = question_of(past);
    if (!question.desk) {
        const auto read = others.first_question(past.intake, text);
        question.named_day = read.named_day;
        question.danger_words = read.danger_words;
    }
    return ask(others, past, question);
}

std::vector<Message> replay(const Rules& rules, const Past& past) {
    const auto again = asked_again(rules, past);
    std::vector<Message> out;
    using Parts = boost::describe::describe_members<Decision, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Parts>([&](auto part) {
        const auto &before = past.decision.*part.pointer, &now = again.*part.pointer;
        if (before == now) return;
        out.push_back(
            {"why.replay.differs",
             {{"part", part.name}, {"then", shown(json_text(before))}, {"again", shown(json_text(now))}}});
    });
    return out;
}

}  // namespace sodan::routing
