#pragma once
// The daemon's post: takes messages out of the outbox to the people whom they are for. One thread looks for
// what is to be done; letters are carried by a few threads for each way, so that a mail server or a webhook
// that does not answer delays nobody else's. Every step is kept before the next one begins.

#include "base/catalogue.h"
#include "daemon/rulebook.h"
#include "http/log.h"
#include "mail/carrier.h"
#include "mail/compose.h"

#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <stop_token>
#include <thread>

namespace sodan::daemon {

class Post {
public:
    struct Way {
        mail::Carrier& carrier;
        int at_once = 4;  // letters that may be under way
    };
    struct Parts {
        office::Store& store;
        const Rulebook& rules;
        const Clock& clock;
        http::Log& log;
        office::PostOffice office;
        mail::Sender sender;
        Way email, webhooks;
        std::function<void()> changed;  // a case may have moved
    };
    explicit Post(Parts);
    ~Post() { stop(); }

    void start();
    void stop();   // letters that are under way may end first; after `grace` they are cut, and go again later
    void round();  // one look at everything; the thread does it again and again

    // Any thread.
    office::PostFigures figures() const;
    std::int64_t sent() const { return sent_; }
    std::int64_t failed() const { return failed_; }

private:
    // The letters of one way, and those who carry them.
    struct Lane {
        Way way;
        std::set<std::string> busy{};  // addresses to which a letter is under way
        std::deque<office::LetterRow> waiting{};
        std::vector<std::jthread> carriers{};

        void drop_waiting();  // nobody has set out with them yet
    };
    using Step = std::function<Outcome<office::Written>(office::Reading&)>;

    struct Waiting {
        bool spread = false, pack = false, follow = false;
        std::vector<std::int64_t> unreached{};
        std::array<bool, 2> letters{};
    };
    Waiting look();
    enum class Kept { yes, no_room, no };
    Kept keep(const char* doing, Step);
    void spread();
    void spread_one_by_one();
    void pack();
    void pack_one_by_one();
    Step packing(int limit);
    void answer_for(const std::vector<std::int64_t>& unreached);
    void leave_unanswered(std::int64_t message);
    void set_out(Lane&, domain::Way);
    void hand_over(Lane&, std::vector<office::LetterRow>);
    void carry_on(Lane&);
    void carry(Lane&, const office::LetterRow&);
    template <class Read> auto reading(Read) const;

    Parts parts_;
    std::atomic<Instant> at_work_since_;
    std::array<Lane, 2> lanes_;  // by domain::Way
    mutable std::mutex mutex_;
    std::condition_variable waiting_;
    office::PostFigures figures_;
    std::stop_source cutting_;
    std::atomic<bool> ending_ = false;
    std::atomic<std::int64_t> sent_ = 0, failed_ = 0;
    std::jthread thread_;
};

}  // namespace sodan::daemon
