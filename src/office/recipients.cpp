#include "office/recipients.h"

#include "domain/duty_plan.h"
#include "domain/substitutes.h"

#include <algorithm>
#include <string>

namespace sodan::office {

using domain::Desk, domain::DeskKind, domain::Office, domain::Person, domain::PersonId, domain::Role;

namespace {

using People = std::vector<const Person*>;

class Reach {
public:
    Reach(const Office& office, std::span<const PersonId> walls, Instant now)
        : office_(office), walls_(walls), now_(now) {}

    std::vector<PersonId> person(const std::string& id) {
        add(id);
        const auto* asked = office_.person(id);
        const auto desk = asked && out_.empty() ? domain::desk_of(*asked) : std::nullopt;
        if (desk) add(office_.members(*desk));
        if (out_.empty() && asked && is_of_office(*asked, now_) && !is_walled(id)) out_.push_back(id);
        return out_;
    }
    std::vector<PersonId> desk(std::string_view name) {
        if (name == "committee") {
            add(office_.with_role(Role::committee));
            add(office_.with_role(Role::secretary));
        } else if (const auto known = Desk::parse(name)) {
            add(office_.members(*known));
        }
        return out_;
    }
    std::vector<PersonId> duty() {
        const auto on = domain::on_duty(office_, {DeskKind::coordinator}, now_);
        add(on.first);
        add(on.deputies);
        for (const auto kind : {DeskKind::coordinator, DeskKind::department})
            if (out_.empty()) add(office_.members({kind}));
        return out_;
    }

private:
    bool is_walled(const PersonId& id) const { return std::ranges::find(walls_, id) != walls_.end(); }
    void add(const PersonId& id) {
        const auto* acts = domain::stand_in(office_, id, now_);
        if (acts && !is_walled(acts->id) && std::ranges::find(out_, acts->id) == out_.end())
            out_.push_back(acts->id);
    }
    void add(const People& people) {
        for (const auto* one : people) add(one->id);
    }

    const Office& office_;
    std::span<const PersonId> walls_;
    Instant now_;
    std::vector<PersonId> out_{};
};

}  // namespace

std::vector<PersonId> reached_by(const Office& office, std::string_view recipient,
                                 std::span<const PersonId> walls, Instant now) {
    const auto colon = recipient.find(':');
    const auto kind = recipient.substr(0, colon);
    const auto name = colon == std::string_view::npos ? "" : std::string(recipient.substr(colon + 1));
    Reach reach(office, walls, now);
    if (kind == "person") return reach.person(name);
    return kind == "desk" ? reach.desk(name) : reach.duty();
}

}  // namespace sodan::office
