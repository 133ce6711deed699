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

Outcome<PersonCommand> read_person_command(std::string_view name, const boost::json::value& body) {
    return read<PersonCommand>(name, body);
}

}  // namespace sodan::office
