// From deliveries that are due to letters whose bytes are fixed.

#include "office/post.h"

#include "base/text.h"
#include "domain/person.h"

#include <algorithm>
#include <exception>
#include <map>
#include <tuple>

namespace sodan::office {

using domain::Person, domain::Urgency, domain::Way;

namespace {

struct Item {
    DeliveryRow delivery;
    OutboxRow message;
    Urgency urgency;
};
using Occasion = std::tuple<std::string, Way, std::int64_t>;  // person, way; a message, or 0 for several

std::string language_of(const Person& person) {
    if (person.reach && !person.reach->language.empty()) return person.reach->language;
    for (const auto& one : person.languages)
        if (one == "en" || one == "ja") return one;
    return "en";
}

// Only what the letter is made of, so that an office that is set back to a backup makes the same one again.
std::string key_of(const std::vector<Item>& items) {
    const auto& first = items.front().delivery;
    std::string all = first.person + '\n' + std::string(code(first.way));
    for (const auto& item : items) all += '\n' + item.message.key + '\n' + to_string(item.delivery.due);
    constexpr std::size_t enough = 32;
    return hash_hex(all).substr(0, enough);
}

bool is_urgent(const std::vector<Item>& items) {
    return std::ranges::any_of(
        items, [](const Item& item) { return pace_of(item.message.kind, item.urgency) == Pace::at_once; });
}

Letter letter_of(const std::vector<Item>& items, const Person& person, Instant now) {
    const auto way = items.front().delivery.way;
    Letter out{.key = key_of(items),
               .to = way == Way::email ? person.reach->email : person.reach->webhook,
               .language = language_of(person),
               .way = way,
               .made_at = now,
               .urgent = is_urgent(items)};
    for (const auto& item : items) out.lines.push_back({item.message.kind, item.message.ref, item.urgency});
    return out;
}

LetterRow row_of(const Letter& letter, const std::vector<Item>& items, std::string bytes) {
    LetterRow out{.key = letter.key,
                  .person = items.front().delivery.person,
                  .way = letter.way,
                  .to = letter.to,
                  .urgent = letter.urgent,
                  .bytes = std::move(bytes),
                  .made_at = letter.made_at,
                  .next_at = letter.made_at};
    for (const auto& item : items) out.messages.push_back(item.message.id);
    return out;
}

void set_aside(Changes& to, DeliveryRow delivery, LetterState state, std::string why) {
    delivery.state = state;
    delivery.why = std::move(why);
    to.deliveries.push_back(std::move(delivery));
}

bool has_address(const Person& person, Way way) {
    return person.reach && !(way == Way::email ? person.reach->email : person.reach->webhook).empty();
}

class Packing {
public:
    Packing(Reading& reading, const Compose& compose, Instant now)
        : reading_(reading), office_(reading.office()), compose_(compose), now_(now) {}

    void add(const DeliveryRow&);
    Changes packed();

private:
    void pack(const std::vector<Item>&);

    Reading& reading_;
    std::shared_ptr<const domain::Office> office_;
    const Compose& compose_;
    Instant now_;
    std::map<Occasion, std::vector<Item>> occasions_;
    Changes changes_;
};

// Who may have it is looked at again: a wall may have been raised since it was spread.
void Packing::add(const DeliveryRow& delivery) {
    const auto message = reading_.letters().message(delivery.message);
    const auto* person = office_->person(delivery.person);
    if (!message || !person || has_left(*person, now_))
        return set_aside(changes_, delivery, LetterState::withdrawn, "gone");
    const auto about = message->ref.bits() == 0 ? std::nullopt : reading_.find_case(message->ref);
    if (about && std::ranges::find(about->walls, person->id) != about->walls.end())
        return set_aside(changes_, delivery, LetterState::withdrawn, "walled");
    const auto urgency = about ? static_cast<Urgency>(about->urgency) : Urgency::routine;
    if (!has_address(*person, delivery.way))
        return set_aside(changes_, delivery, LetterState::failed, "no_way");
    const bool alone = pace_of(message->kind, urgency) == Pace::at_once ||
                       (person->reach->no_digest && delivery.way == Way::email);
    occasions_[{person->id, delivery.way, alone ? message->id : 0}].push_back({delivery, *message, urgency});
}

// One message that cannot be written takes none of the others with it.
void Packing::pack(const std::vector<Item>& items) {
    const auto& person = *office_->person(items.front().delivery.person);
    const auto letter = letter_of(items, person, now_);
    try {
        changes_.letters.push_back(row_of(letter, items, compose_(letter)));
    } catch (const std::exception&) {
        if (items.size() == 1)
            return set_aside(changes_, items.front().delivery, LetterState::failed, "poison");
        for (const auto& item : items) pack({item});
    }
}

Changes Packing::packed() {
    for (const auto& [occasion, items] : occasions_) pack(items);
    return std::move(changes_);
}

}  // namespace

Written pack(Reading& reading, const Compose& compose, Instant now, int limit) {
    Packing packing(reading, compose, now);
    for (const auto& delivery : reading.letters().due_deliveries(now, limit)) packing.add(delivery);
    return {packing.packed(), {}};
}

Written leave_behind(DeliveryRow delivery) {
    Written out;
    set_aside(out.changes, std::move(delivery), LetterState::failed, "poison");
    return out;
}

Written leave_behind(std::int64_t unreached) {
    Written out;
    out.changes.answered.push_back(unreached);
    return out;
}

}  // namespace sodan::office
