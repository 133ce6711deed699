#include "daemon/post.h"

#include "daemon/parts.h"

#include <future>

namespace sodan::daemon {

using http::Level;
using office::Carried, office::LetterRow, office::Reading, office::Written;

namespace {

constexpr int most_spread = 200, most_packed = 500, most_answered = 50;
constexpr auto pause = std::chrono::milliseconds{250};
constexpr auto grace = std::chrono::seconds{3};  // far below what a service manager waits before it kills

}  // namespace

Post::Post(Parts parts)
    : parts_(std::move(parts)),
      at_work_since_(parts_.clock.now()),
      lanes_{Lane{.way = parts_.email}, Lane{.way = parts_.webhooks}} {}

void Post::Lane::drop_waiting() {
    for (const auto& letter : waiting) busy.erase(letter.to);
    waiting.clear();
}

void Post::start() {
    for (auto& lane : lanes_)
        for (int i = 0; i < lane.way.at_once; ++i)
            lane.carriers.emplace_back([this, &lane] { carry_on(lane); });
    thread_ = std::jthread([this] {
        while (!ending_) {
            round();
            std::unique_lock lock(mutex_);
            waiting_.wait_for(lock, pause, [this] { return ending_.load(); });
        }
    });
}

void Post::stop() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        for (auto& lane : lanes_) lane.drop_waiting();
    }
    waiting_.notify_all();
    if (thread_.joinable()) thread_.join();
    {
        std::unique_lock lock(mutex_);
        for (auto& lane : lanes_) lane.drop_waiting();  // the last round may have handed over some more
        waiting_.wait_for(lock, grace, [this] { return lanes_[0].busy.empty() && lanes_[1].busy.empty(); });
    }
    cutting_.request_stop();
    for (auto& lane : lanes_) lane.carriers.clear();
}

template <class Read> auto Post::reading(Read read) const {
    std::promise<decltype(read(std::declval<Reading&>()))> found;
    parts_.store.read([&](Reading& from) {
        try {
            found.set_value(read(from));
        } catch (...) { found.set_exception(std::current_exception()); }
    });
    return found.get_future().get();
}

// Waits for the disk. What cannot be kept is told, and tried again with the next round.
Post::Kept Post::keep(const char* doing, Step decide) {
    std::promise<Kept> kept;
    parts_.store.submit(
        {{}, std::move(decide), [&](const Outcome<office::Answer>& answer, const std::exception_ptr& failed) {
             if (failed || !answer) {
                 const auto why = failed ? in_words(failed) : answer.refusal().message.key;
                 parts_.log.write(Level::error, "the post could not go on",
                                  {{"doing", std::string_view(doing)}, {"why", std::string_view(why)}});
             }
             const bool is_full = !failed && !answer && answer.refusal().why == Refusal::Why::store_full;
             kept.set_value(answer && !failed ? Kept::yes : is_full ? Kept::no_room : Kept::no);
         }});
    return kept.get_future().get();
}

// What is to be done now, looked up beside the writer: mostly nothing.
Post::Waiting Post::look() {
    const auto now = parts_.clock.now();
    if (now < at_work_since_.load()) at_work_since_ = now;  // the clock went back
    office::PostFigures figures;
    auto waiting = reading([&](Reading& from) {
        auto& letters = from.letters();
        figures = letters.figures();
        return Waiting{!letters.unspread(1).empty(),
                       !letters.due_deliveries(now, 1).empty(),
                       !letters.failures(1).empty(),
                       letters.unreached(most_answered),
                       {!letters.due_letters(domain::Way::email, now, 1).empty(),
                        !letters.due_letters(domain::Way::webhook, now, 1).empty()}};
    });
    const std::lock_guard lock(mutex_);
    figures_ = figures;
    return waiting;
}

void Post::round() {
    try {
        const auto waiting = look();
        if (waiting.spread) spread();
        if (waiting.spread || waiting.pack) pack();
        if (waiting.spread || waiting.follow)
            keep("follow", [this](Reading& from) -> Outcome<Written> {
                return office::follow(from, parts_.office, parts_.clock.now());
            });
        answer_for(waiting.unreached);
        const bool packed = waiting.spread || waiting.pack;
        if (packed || waiting.letters[0]) set_out(lanes_[0], domain::Way::email);
        if (packed || waiting.letters[1]) set_out(lanes_[1], domain::Way::webhook);
    } catch (const std::exception&) {
        const auto why = in_words(std::current_exception());
        parts_.log.write(Level::error, "the post could not look at what waits",
                         {{"why", std::string_view(why)}});
    }
}

Post::Step Post::packing(int limit) {
    return [this, limit](Reading& from) -> Outcome<Written> {
        const auto compose = [this](const office::Letter& letter) {
            return mail::compose(letter, parts_.sender, *parts_.rules.texts());
        };
        return office::pack(from, compose, parts_.clock.now(), limit);
    };
}

void Post::pack() {
    if (keep("pack", packing(most_packed)) == Kept::no) pack_one_by_one();
}

void Post::pack_one_by_one() {
    const auto now = parts_.clock.now();
    const auto due = reading([&](Reading& from) { return from.letters().due_deliveries(now, most_packed); });
    for (const auto& delivery : due) {
        const auto kept = keep("pack one", packing(1));
        if (kept == Kept::yes) continue;
        if (kept == Kept::no_room) return;
        const auto left = keep("leave behind",
                               [&](Reading&) -> Outcome<Written> { return office::leave_behind(delivery); });
        if (left != Kept::yes) return;
    }
}

void Post::spread() {
    const auto step = [this](Reading& from) -> Outcome<Written> {
        return office::spread(from, parts_.office, parts_.clock.now(), most_spread);
    };
    if (keep("spread", step) == Kept::no) spread_one_by_one();
}

// One of them hinders the others: it is left behind, marked.
void Post::spread_one_by_one() {
    const auto waiting = reading([](Reading& from) { return from.letters().unspread(most_spread); });
    for (const auto& message : waiting) {
        const auto alone = [this](Reading& from) -> Outcome<Written> {
            return office::spread(from, parts_.office, parts_.clock.now(), 1);
        };
        const auto kept = keep("spread one", alone);
        if (kept == Kept::yes) continue;
        if (kept == Kept::no_room) return;
        const auto left = keep("leave behind", [&](Reading&) -> Outcome<Written> {
            return office::leave_behind(message, parts_.clock.now());
        });
        if (left != Kept::yes) return;
    }
}

void Post::answer_for(const std::vector<std::int64_t>& unreached) {
    for (const auto message : unreached) {
        parts_.log.write(Level::warning, "a message reached nobody", {{"message", message}});
        const auto kept = keep("answer for", [&, rules = parts_.rules.now()](Reading& from) {
            return office::answer_for(from, *rules, parts_.clock.now(), message);
        });
        if (kept == Kept::no) leave_unanswered(message);
    }
    if (!unreached.empty()) parts_.changed();
}

// It would be tried for ever, before all that come after it.
void Post::leave_unanswered(std::int64_t message) {
    const auto about = reading([&](Reading& from) { return from.letters().message(message); });
    const auto ref = about && about->ref.bits() != 0 ? to_string(about->ref) : "";
    parts_.log.write(Level::error, "nothing could be done about a message that reached nobody",
                     {{"message", message}, {"case", std::string_view(ref)}});
    keep("leave behind", [&](Reading&) -> Outcome<Written> { return office::leave_behind(message); });
}

void Post::set_out(Lane& lane, domain::Way way) {
    std::set<std::string> busy;
    {
        const std::lock_guard lock(mutex_);
        busy = lane.busy;
    }
    const auto room = lane.way.at_once - static_cast<int>(busy.size());
    if (room <= 0) return;
    std::vector<LetterRow> letters;
    const auto kept = keep("set out", [&](Reading& from) -> Outcome<Written> {
        auto out = office::set_out(from, way, busy, parts_.clock.now(), room);
        letters = std::move(out.letters);
        return std::move(out.written);
    });
    if (kept == Kept::yes) hand_over(lane, std::move(letters));
}

void Post::hand_over(Lane& lane, std::vector<LetterRow> letters) {
    {
        const std::lock_guard lock(mutex_);
        for (auto& letter : letters) {
            lane.busy.insert(letter.to);
            lane.waiting.push_back(std::move(letter));
        }
    }
    waiting_.notify_all();
}

office::PostFigures Post::figures() const {
    const std::lock_guard lock(mutex_);
    return figures_;
}

void Post::carry_on(Lane& lane) {
    std::unique_lock lock(mutex_);
    while (true) {
        waiting_.wait(lock, [&] { return ending_ || !lane.waiting.empty(); });
        if (ending_) return;
        const auto letter = std::move(lane.waiting.front());
        lane.waiting.pop_front();
        lock.unlock();
        carry(lane, letter);
        lock.lock();
        lane.busy.erase(letter.to);
        waiting_.notify_all();
    }
}

void Post::carry(Lane& lane, const LetterRow& letter) {
    const auto carried = lane.way.carrier.carry(letter, cutting_.get_token());
    if (carried.how != Carried::How::sent && cutting_.stop_requested()) return;  // it goes after its pause
    sent_ += carried.how == Carried::How::sent;
    failed_ += carried.how == Carried::How::never;
    if (carried.how != Carried::How::sent)
        parts_.log.write(Level::warning, "a letter was not taken",
                         {{"letter", letter.id},
                          {"way", code(letter.way)},
                          {"for_good", std::int64_t{carried.how == Carried::How::never}},
                          {"why", std::string_view(carried.why)}});
    keep("settle", [&](Reading& from) -> Outcome<Written> {
        return office::settle(from, letter.id, carried, parts_.clock.now(), at_work_since_.load());
    });
}

}  // namespace sodan::daemon
