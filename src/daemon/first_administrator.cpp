#include "daemon/first_administrator.h"

#include "office/invitations.h"

#include <cstdio>
#include <future>
#include <optional>
#include <stdexcept>

namespace sodan::daemon {

namespace {

struct FirstLink {
    std::string person, link;
};

std::optional<FirstLink> link_for_first_administrator(office::Store& store, Instant now,
                                                      const std::string& address) {
    std::promise<std::optional<FirstLink>> made;
    std::optional<FirstLink> link;
    const auto decide = [&](office::Reading& reading) -> Outcome<office::Written> {
        if (office::has_administrator(reading, now)) return office::Written{};
        auto granted = office::invite_first_administrator(reading, now);
        if (!granted) return granted.refusal();
        const auto& answer = granted->answer;
        link = FirstLink{std::string(answer.at("person").as_string()),
                         office::invitation_link(address, std::string(answer.at("secret").as_string()))};
        return office::Written{.changes = std::move(granted->changes)};
    };
    store.submit({{}, decide, [&](const Outcome<office::Answer>& answer, std::exception_ptr failed) {
                      if (!failed && !answer)
                          failed = std::make_exception_ptr(std::runtime_error(answer.refusal().message.key));
                      failed ? made.set_exception(failed) : made.set_value(link);
                  }});
    return made.get_future().get();
}

}  // namespace

void print_link_for_first_administrator(office::Store& store, Instant now, const std::string& address) {
    const auto first = link_for_first_administrator(store, now, address);
    if (!first) return;
    std::printf(
        "No administrator can sign in yet. This link makes an account for %s, once, within three days:\n"
        "  %s\nUse it with:  sodan accept-invitation '%s'\n",
        first->person.c_str(), first->link.c_str(), first->link.c_str());
    std::fflush(stdout);
}

}  // namespace sodan::daemon
