// Letters on their way: which are carried now, and what follows from how it went.

#include "office/post.h"

#include <algorithm>

namespace sodan::office {

using std::chrono::hours, std::chrono::milliseconds, std::chrono::minutes, std::chrono::seconds;

namespace {

constexpr auto patience = hours{48};
constexpr std::int64_t tries_at_least = 12;
constexpr auto at_work_at_least = hours{2};
constexpr int most_looked_at = 100;

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

// A stop of the daemon is no time in which it was tried.
bool tried_long_enough(const LetterRow& letter, Instant now, Instant at_work_since) {
    return now - letter.made_at > patience && letter.attempts >= tries_at_least &&
           now - at_work_since >= at_work_at_least;
}

LetterRow settled(LetterRow letter, const Carried& carried, Instant now, Instant at_work_since) {
    letter.why = carried.why;
    if (carried.how == Carried::How::sent) {
        letter.state = LetterState::sent;
        letter.bytes.clear();
        letter.next_at = now;
    } else if (carried.how == Carried::How::never || tried_long_enough(letter, now, at_work_since)) {
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

namespace {

// The letters of one look that can leave now, one an address; the addresses are busy from then on. False when
// there were none: what else is due has to wait.
bool take(SetOut& out, Reading& reading, std::vector<LetterRow> due, std::set<std::string>& busy, Instant now,
          std::size_t limit) {
    const auto before = busy.size();
    auto& changes = out.written.changes;
    for (auto& letter : due) {
        if (out.letters.size() == limit) return false;
        if (!busy.insert(letter.to).second || withdrawn(changes, reading, letter)) continue;
        ++letter.attempts;
        letter.next_at = now + pause_after(letter.attempts, letter.urgent, letter.key);
        changes.letters.push_back(letter);
        out.letters.push_back(std::move(letter));
    }
    return busy.size() > before;
}

}  // namespace

// Looks again without the addresses that have their letter: however many wait for one, they hide no other.
SetOut set_out(Reading& reading, domain::Way way, std::set<std::string> busy, Instant now, int limit) {
    SetOut out;
    const auto due = [&] { return reading.letters().due_letters(way, now, most_looked_at, busy); };
    while (take(out, reading, due(), busy, now, static_cast<std::size_t>(limit))) {}
    return out;
}

Written settle(Reading& reading, std::int64_t id, const Carried& carried, Instant now,
               Instant at_work_since) {
    Written out;
    const auto letter = reading.letters().letter(id);
    const bool waits =
        letter && (letter->state == LetterState::queued || letter->state == LetterState::deferred);
    if (!waits) return out;
    out.changes.letters.push_back(settled(*letter, carried, now, at_work_since));
    return out;
}

}  // namespace sodan::office
