#pragma once
// One thread for what takes long and may wait: neither the network nor the store's writer nor its readers
// stand still for it.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace sodan::daemon {

class SideWork {
public:
    SideWork();
    ~SideWork() { stop(); }

    // Any thread. One after the other; false when eight wait already, or when it has stopped.
    bool add(std::function<void()>);
    void stop();  // ends what is under way, and drops what waits

private:
    void work();

    std::mutex mutex_;
    std::condition_variable waiting_;
    std::deque<std::function<void()>> jobs_;
    bool ending_ = false;
    std::jthread thread_;
};

}  // namespace sodan::daemon
