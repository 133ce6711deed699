#pragma once
// A thread or a few for what takes long and may wait: neither the network nor the store's writer nor its
// readers stand still for it.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace sodan::daemon {

class SideWork {
public:
    explicit SideWork(std::size_t threads = 1, std::size_t most_waiting = 8);
    ~SideWork() { stop(); }

    // Any thread. Taken in order, at most as many at once as there are threads; false when as many wait
    // already as may, or when it has stopped.
    bool add(std::function<void()>);
    void stop();  // ends what is under way, and drops what waits

private:
    void work();

    std::mutex mutex_;
    std::condition_variable waiting_;
    std::deque<std::function<void()>> jobs_;
    std::size_t most_waiting_;
    bool ending_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace sodan::daemon
