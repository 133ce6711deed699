#include "daemon/side_work.h"

namespace sodan::daemon {

SideWork::SideWork(std::size_t threads, std::size_t most_waiting) : most_waiting_(most_waiting) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

bool SideWork::add(std::function<void()> job) {
    {
        const std::lock_guard lock(mutex_);
        if (ending_ || jobs_.size() >= most_waiting_) return false;
        jobs_.push_back(std::move(job));
    }
    waiting_.notify_one();
    return true;
}

void SideWork::stop() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        jobs_.clear();
    }
    waiting_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

// A job handles its own failures: what it lets out has nowhere to go.
void SideWork::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        waiting_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
        if (ending_) return;
        const auto job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        try {
            job();
        } catch (...) {}
        lock.lock();
    }
}

}  // namespace sodan::daemon
