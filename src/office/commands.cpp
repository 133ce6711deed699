#include "office/commands.h"

#include <boost/mp11/algorithm.hpp>

namespace sodan::office {

namespace {

template <class Commands> Outcome<Commands> read(std::string_view name, const boost::json::value& body) {
    std::optional<Outcome<Commands>> out;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Commands>>(
        [&]<class C>(std::type_identity<C>) {
            if (C::name != name) return;
            auto command = Reader::read<C>(body);
            if (command)
                out.emplace(Commands{*std::move(command)});
            else
                out.emplace(command.refusal());
        });
    if (!out) return Refusal{Refusal::Why::not_found, {"command.unknown"}};
    return *std::move(out);
}

}  // namespace

namespace {

template <class Command> Action action_for(const Command&) { return Command::action; }
Action action_for(const Accept& asked) {
    return asked.what == AnswerTo::committee ? Action::answer_committee : Accept::action;
}
Action action_for(const Decline& asked) {
    return asked.what == AnswerTo::committee ? Action::answer_committee : Decline::action;
}
Action action_for(const Consult& asked) {
    return asked.with == CounselOf::committee ? Action::propose_committee : Consult::action;
}
Action action_for(const Link& asked) {
    return asked.kind == LinkKind::other_side ? Action::link_sides : Link::action;
}

}  // namespace

Action action_of(const CaseCommand& command) {
    return std::visit([](const auto& asked) { return action_for(asked); }, command);
}

Action action_of(const PersonCommand& command) {
    return std::visit([](const auto& asked) { return action_for(asked); }, command);
}

Outcome<CaseCommand> read_case_command(std::string_view name, const boost::json::value& body) {
    return read<CaseCommand>(name, body);
}

namespace {

// Hours that say no day are nobody's, and not Monday's, as a field left out would have it.
std::optional<Refusal> must_say_their_days(const boost::json::value& duty) {
    const auto* week = duty.is_object() ? duty.get_object().if_contains("week") : nullptr;
    if (!week || !week->is_array()) return {};
    for (std::size_t i = 0; i < week->get_array().size(); ++i)
        if (const auto& hours = week->get_array()[i];
            hours.is_object() && !hours.get_object().contains("day"))
            return Refusal{Refusal::Why::invalid, {"input.missing"}, "/week/" + std::to_string(i) + "/day"};
    return {};
}

}  // namespace

Outcome<PersonCommand> read_person_command(std::string_view name, const boost::json::value& body) {
    if (name == SetDuty::name)
        if (auto refusal = must_say_their_days(body)) return *refusal;
    return read<PersonCommand>(name, body);
}

}  // namespace sodan::office
