#include "chain/refusal.h"

#include "chain/memory.h"

namespace sodan::chain {

namespace {

template <class E> std::optional<Message> check(const E&, const Memory&) { return {}; }

std::optional<Message> check(const CommitteeAgreed& e, const Memory& memory) {
    if (memory.proposed_by != e.by) return {};
    return Message{"chain.same_person"};
}
std::optional<Message> check(const CommitteeRefused& e, const Memory& memory) {
    if (memory.proposed_by != e.by) return {};
    return Message{"chain.same_person"};
}
std::optional<Message> check(const Returned& e, const Memory& memory) {
    if (!memory.came_from.empty() && memory.came_from.back().desk == e.desk) return {};
    return Message{"chain.not_from_there", {{"desk", e.desk}}};
}
std::optional<Message> check(const Accepted& e, const Memory& memory) {
    if (!memory.offered_to || memory.offered_to->desk == e.desk) return {};
    return Message{"chain.offered_elsewhere", {{"desk", e.desk}}};
}
std::optional<Message> check(const Reopened& e, const Memory& memory) {
    if (memory.desk == e.desk) return {};
    return Message{"chain.closed_elsewhere", {{"desk", memory.desk}}};
}
std::optional<Message> check(const LookedAgain& e, const Memory& memory) {
    if (memory.desk == e.desk) return {};
    return Message{"chain.watched_elsewhere", {{"desk", memory.desk}}};
}

// A case in immediate danger is not laid aside before somebody has recorded that help made contact.
std::optional<Message> help_comes_first(const Memory& memory) {
    return memory.help_due ? std::optional(Message{"chain.help_comes_first"}) : std::nullopt;
}
std::optional<Message> check(const Closed&, const Memory& memory) { return help_comes_first(memory); }
std::optional<Message> check(const Monitored&, const Memory& memory) { return help_comes_first(memory); }

std::optional<Message> help_is_awaited(const Memory& memory) {
    return memory.help_due ? std::nullopt : std::optional(Message{"chain.no_help_awaited"});
}
std::optional<Message> check(const HelpAwaited&, const Memory& memory) { return help_is_awaited(memory); }
std::optional<Message> check(const HelpMadeContact&, const Memory& memory) { return help_is_awaited(memory); }

bool names_no_desk(const Event& event) {
    return std::visit(
        []<class E>(const E& e) {
            if constexpr (is_addressed<E>) return !domain::Desk::parse(e.desk);
            return false;
        },
        event);
}

}  // namespace

std::optional<Message> refused_by_memory(const Event& event, const Memory& memory) {
    return std::visit([&](const auto& e) { return check(e, memory); }, event);
}

Message refusal_of(const Event& event, const Snapshot& state) {
    if (names_no_desk(event)) return {"chain.no_such_desk"};
    return {"chain." + std::string(name_of(event)),
            {{"custody", std::string(code(state.custody))}, {"counsel", std::string(code(state.counsel))}}};
}

}  // namespace sodan::chain
