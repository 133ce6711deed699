#include "office/sign_in_delays.h"

#include <algorithm>
#include <utility>

namespace sodan::office {

using std::chrono::milliseconds, std::chrono::seconds;

namespace {

// The second one beyond the free ones waits twice as long as the first.
seconds wait_after(int failures, const SignInDelays::Patience& patience) {
    constexpr int most_doublings = 20;
    const int beyond = failures - patience.free;
    if (beyond <= 0) return seconds{0};
    return std::min(patience.longest, seconds{1LL << std::min(beyond - 1, most_doublings)});
}

bool is_forgotten(Instant last, const SignInDelays::Patience& patience, Instant now) {
    constexpr int times = 4;  // else a patient attacker would have the free ones again and again
    return now - last > times * patience.longest;
}

}  // namespace

// A device answers for itself: what others fail at, even at its own address, is not its doing.
std::vector<SignInDelays::Rule> SignInDelays::rules_of(const Attempt& attempt) {
    if (!attempt.device.empty()) return {{"device " + attempt.device, of_device}};
    return {{"pair " + attempt.address + " " + attempt.account, of_pair},
            {"address " + attempt.address, of_address}};
}

SignInDelays::Rule SignInDelays::codes_of(const Attempt& attempt) {
    return {"codes " + attempt.account, of_codes};
}

milliseconds SignInDelays::wait(const Rule& rule, Instant now) const {
    const auto found = past_.find(rule.key);
    if (found == past_.end() || is_forgotten(found->second.last, rule.patience, now)) return milliseconds{0};
    const auto until = found->second.last + wait_after(found->second.failures, rule.patience);
    return std::max(milliseconds{0}, until - now);
}

void SignInDelays::count(const Rule& rule, Instant now) {
    auto& past = past_[rule.key];
    if (is_forgotten(past.last, rule.patience, now)) past.failures = 0;
    ++past.failures;
    past.before = std::exchange(past.last, now);
}

std::optional<seconds> SignInDelays::begin(const Attempt& attempt, Instant now) {
    const std::lock_guard lock(mutex_);
    auto longest = milliseconds{0};
    for (const auto& rule : rules_of(attempt)) longest = std::max(longest, wait(rule, now));
    if (longest > milliseconds{0}) return std::chrono::ceil<seconds>(longest);
    make_room();
    for (const auto& rule : rules_of(attempt)) count(rule, now);
    return {};
}

void SignInDelays::code_failed(const Attempt& attempt, Instant now) {
    const std::lock_guard lock(mutex_);
    if (attempt.device.empty()) count(codes_of(attempt), now);
}

bool SignInDelays::codes_rest(const Attempt& attempt, Instant now) const {
    const std::lock_guard lock(mutex_);
    return attempt.device.empty() && wait(codes_of(attempt), now) > milliseconds{0};
}

// An address keeps what others failed at there.
void SignInDelays::succeeded(const Attempt& attempt) {
    const std::lock_guard lock(mutex_);
    const auto rules = rules_of(attempt);
    past_.erase(rules.front().key);
    past_.erase(codes_of(attempt).key);
    for (const auto& rule : rules)
        if (const auto found = past_.find(rule.key); found != past_.end() && found->second.failures > 0)
            --found->second.failures;
}

void SignInDelays::not_tried(const Attempt& attempt) {
    const std::lock_guard lock(mutex_);
    for (const auto& rule : rules_of(attempt)) {
        const auto found = past_.find(rule.key);
        if (found == past_.end() || found->second.failures == 0) continue;
        --found->second.failures;
        found->second.last = found->second.before;
    }
}

std::optional<int> SignInDelays::to_be_recorded(const Attempt& attempt, Instant now) {
    const std::lock_guard lock(mutex_);
    const auto rule = rules_of(attempt).front();
    const auto found = past_.find(rule.key);
    const int failures = found == past_.end() ? 1 : found->second.failures;
    if (failures != 1 && failures <= rule.patience.free) return {};
    if (now - hour_began_ >= std::chrono::hours{1} || now < hour_began_) hour_began_ = now, recorded_ = 0;
    if (recorded_ == most_on_record) return {};
    ++recorded_;
    return failures;
}

// The half that failed longest ago is forgotten; what is under attack now stays.
void SignInDelays::make_room() {
    if (past_.size() < most_remembered) return;
    std::vector<Instant> times;
    times.reserve(past_.size());
    for (const auto& [key, past] : past_) times.push_back(past.last);
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::ranges::nth_element(times, middle);
    std::erase_if(past_, [limit = *middle](const auto& item) { return item.second.last <= limit; });
}

}  // namespace sodan::office
