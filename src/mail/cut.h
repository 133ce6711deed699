#pragma once
// Ends a transfer of libcurl from outside. Its progress callback alone would not do: while libcurl takes
// leave of a mail server it asks nobody, and a server that says nothing more would hold an orderly stop for
// as long as a transfer may take.

#include <functional>
#include <mutex>
#include <set>
#include <stop_token>

namespace sodan::mail {

class Cut {
public:
    explicit Cut(std::stop_token stop) : stop_(std::move(stop)), shut_(stop_, [this] { shut(); }) {}

    bool asked() const { return stop_.stop_requested(); }
    int open(int family, int type, int protocol);  // a socket; -1 = none, or the end was asked for
    int close(int socket);                         // as close(2)

private:
    void shut();

    std::stop_token stop_;
    std::mutex mutex_;
    std::set<int> sockets_;
    std::stop_callback<std::function<void()>> shut_;  // last: the others are there when it is called
};

}  // namespace sodan::mail
