#include "http/handlers.h"
#include "http/routes.h"
#include "http/shape.h"
#include "office/commands.h"
#include "office/invitations.h"
#include "office/key_keeping.h"
#include "office/newcomer.h"
#include "office/rules.h"
#include "office/search.h"
#include "office/simulate.h"

#include <boost/json/serialize.hpp>

namespace sodan::http {

namespace json = boost::json;

namespace {

template <class Commands> json::value shape_of_command(std::string_view name) {
    json::value out;
    boost::mp11::mp_for_each<Commands>([&]<class C>(const C& command) {
        if (command.name == name) out = shape_of(std::type_identity<C>{});
    });
    return out;
}

json::value body_of_account(Handler handler) {
    if (handler == sign_in) return shape_of(std::type_identity<office::SignIn>{});
    if (handler == issue_token) return shape_of(std::type_identity<office::IssueToken>{});
    if (handler == change_password) return shape_of(std::type_identity<office::ChangePassword>{});
    if (handler == start_code) return shape_of(std::type_identity<office::StartCode>{});
    if (handler == confirm_code) return shape_of(std::type_identity<office::ConfirmCode>{});
    if (handler == invite) return shape_of(std::type_identity<office::Invite>{});
    if (handler == open_invitation) return shape_of(std::type_identity<office::OpenInvitation>{});
    if (handler == accept_invitation) return shape_of(std::type_identity<office::AcceptInvitation>{});
    return nullptr;
}

json::value body_of(const Route& route) {
    const std::string_view pattern = route.pattern;
    const auto name = pattern.substr(pattern.rfind('/') + 1);
    if (route.handler == case_command) return shape_of_command<office::CaseCommand>(name);
    if (route.handler == person_command) return shape_of_command<office::PersonCommand>(name);
    if (route.handler == add_person) return shape_of(std::type_identity<office::AddPerson>{});
    if (route.handler == log_inquiry) return shape_of(std::type_identity<office::LogInquiry>{});
    if (route.handler == draft_rules) return shape_of(std::type_identity<office::DraftRules>{});
    if (route.handler == check_rules) return shape_of(std::type_identity<office::CheckFiles>{});
    if (route.handler == publish_rules) return shape_of(std::type_identity<office::PublishRules>{});
    if (route.handler == roll_back_rules) return shape_of(std::type_identity<office::RollBackRules>{});
    if (route.handler == reload_rules) return shape_of(std::type_identity<office::ReloadRules>{});
    if (route.handler == simulate_rules) return shape_of(std::type_identity<office::SimulateRules>{});
    if (route.handler == search_cases) return shape_of(std::type_identity<office::SearchCases>{});
    if (route.handler == destroy_quarter || route.handler == destroy_epoch)
        return shape_of(std::type_identity<office::DestroyKey>{});
    if (route.handler == erase_case) return shape_of(std::type_identity<office::EraseCase>{});
    return body_of_account(route.handler);
}

}  // namespace

std::string routes_json() {
    json::array out;
    for (const auto& route : routes())
        out.push_back(json::object{{"method", route.method},
                                   {"path", route.pattern},
                                   {"docs", route.docs},
                                   {"person", !std::holds_alternative<Anyone>(route.policy)},
                                   {"body", body_of(route)}});
    return json::serialize(out);
}

}  // namespace sodan::http
