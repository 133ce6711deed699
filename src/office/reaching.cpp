#include "office/reaching.h"

#include <fmt/format.h>

#include <string>

namespace sodan::office {

using domain::Person, domain::QuietHours, domain::Way;

namespace {

constexpr int a_day = 24 * 60;
constexpr int most_quiet = 16 * 60;  // minutes of a day
constexpr std::size_t most_named = 20;

int minutes_of(const std::string& time_of_day) {
    return std::stoi(time_of_day.substr(0, 2)) * 60 + std::stoi(time_of_day.substr(3));
}

int length_of(const QuietHours& quiet) {
    return (minutes_of(quiet.until) - minutes_of(quiet.from) + a_day) % a_day;
}

bool has_to_be_told(const Person& person) {
    const auto desk = domain::desk_of(person);
    return person.duty || (desk && desk->kind != domain::DeskKind::supervisor);
}

bool anything_leaves(const PostOffice& post) { return post.email || !post.webhooks.empty(); }

}  // namespace

std::vector<Way> ways_of(const Person& person, const PostOffice& post) {
    std::vector<Way> out;
    if (!person.reach) return out;
    if (post.email && !person.reach->email.empty()) out.push_back(Way::email);
    if (post.webhooks.contains(person.reach->webhook)) out.push_back(Way::webhook);
    return out;
}

std::vector<Message> reach_warnings(const Person& person, const PostOffice& post) {
    std::vector<Message> out;
    if (!person.reach) return out;
    const auto& reach = *person.reach;
    if (!reach.webhook.empty() && !post.webhooks.contains(reach.webhook))
        out.push_back({"people.webhook_not_set_up", {{"webhook", reach.webhook}}});
    if (!reach.email.empty() && !post.email) out.push_back({"people.mail_not_set_up"});
    if (ways_of(person, post).empty())
        out.push_back({"people.cannot_be_reached", {{"person", person.place}}});
    if (reach.quiet && length_of(*reach.quiet) > most_quiet)
        out.push_back({"people.hardly_awake",
                       {{"person", person.place},
                        {"hours", fmt::to_string((a_day - length_of(*reach.quiet)) / 60)},
                        {"minutes", fmt::to_string((a_day - length_of(*reach.quiet)) % 60)}}});
    return out;
}

std::vector<Message> unreachable_warnings(const domain::Office& office, const PostOffice& post, Instant now) {
    std::vector<Message> out;
    if (!anything_leaves(post)) return out;
    for (const auto& person : office.people())
        if (is_of_office(person, now) && has_to_be_told(person) && ways_of(person, post).empty())
            out.push_back({"people.cannot_be_reached", {{"person", person.place}}});
    if (out.size() > most_named)
        return {{"people.many_cannot_be_reached", {{"count", fmt::to_string(out.size())}}}};
    return out;
}

}  // namespace sodan::office
