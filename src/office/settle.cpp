// Letters on their way: which are carried now, and what follows from how it went.

#include "office/post.h"

#include <algorithm>

namespace sodan::office {

using std::chrono::hours, std::chrono::milliseconds, std::chrono::minutes, std::chrono::seconds;

namespace {

constexpr auto patience = hours{48};
constexpr int most_looked_at = 500;

bool is_walled(Reading& reading, const DeliveryRow& delivery) {
    const auto message = reading.letters().message(delivery.message);
    const auto about = message && message->ref.bits() != 0 ? reading.find_case(message->ref) : std::nullopt;
    return about && std::ranges::find(about->walls, delivery.person) != about->walls.end();
}

// A wall was raised while the letter waited: it is withdrawn, and what else was in it is packed anew.
bool withdrawn(Changes& to, Reading& reading, LetterRow letter) {
    const auto held = reading.letters().deliveries_in(letter.id);
    if (std::ranges::none_of(held, [&](const auto& one) { return is_walled(reading, one); })) return false;
    letter.state = LetterState::withdrawn;
    letter.bytes.clear();
    to.letters.push_back(letter);
    for (auto one : held)
        if (!is_walled(reading, one)) {
            one.letter = 0;
            one.state = LetterState::queued;
            to.deliveries.push_back(one);
        }
    return true;
}

LetterRow settled(LetterRow letter, const Carried& carried, Instant now) {
    letter.why = carried.why;
    if (carried.how == Carried::How::sent) {
        letter.state = LetterState::sent;
        letter.bytes.clear();
        letter.next_at = now;
    } else if (carried.how == Carried::How::never || now - letter.made_at > patience) {
        letter.state = LetterState::failed;
    } else {
        letter.state = LetterState::deferred;
    }
    return letter;
}

}  // namespace

milliseconds pause_after(std::int64_t attempts, bool urgent, const std::string& key) {
    const milliseconds first = urgent ? seconds{15} : seconds{30},
                       longest = urgent ? minutes{5} : minutes{30};
    constexpr std::int64_t enough_doublings = 10;
    const auto doublings = std::clamp<std::int64_t>(attempts - 1, 0, enough_doublings);
    const auto pause = std::min(longest, first * (std::int64_t{1} << doublings));
    constexpr std::size_t shares = 100;
    const auto share = std::hash<std::string>{}(key + std::to_string(attempts)) % shares;
    return pause + pause / 4 * static_cast<std::int64_t>(share) / static_cast<std::int64_t>(shares);
}

SetOut set_out(Reading& reading, domain::Way way, std::set<std::string> busy, Instant now, int limit) {
    SetOut out;
    auto& changes = out.written.changes;
    for (auto& letter : reading.letters().due_letters(way, now, most_looked_at)) {
        if (static_cast<int>(out.letters.size()) == limit) break;
        if (busy.contains(letter.to) || withdrawn(changes, reading, letter)) continue;
        busy.insert(letter.to);
        ++letter.attempts;
        letter.next_at = now + pause_after(letter.attempts, letter.urgent, letter.key);
        changes.letters.push_back(letter);
        out.letters.push_back(std::move(letter));
    }
    return out;
}

Written settle(Reading& reading, std::int64_t id, const Carried& carried, Instant now) {
    Written out;
    const auto letter = reading.letters().letter(id);
    const bool waits =
        letter && (letter->state == LetterState::queued || letter->state == LetterState::deferred);
    if (!waits) return out;
    out.changes.letters.push_back(settled(*letter, carried, now));
    return out;
}

}  // namespace sodan::office
