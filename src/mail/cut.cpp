#include "mail/cut.h"

#include <sys/socket.h>

#include <unistd.h>

namespace sodan::mail {

int Cut::open(int family, int type, int protocol) {
    const std::lock_guard lock(mutex_);
    if (asked()) return -1;
    const auto made = ::socket(family, type | SOCK_CLOEXEC, protocol);
    if (made >= 0) sockets_.insert(made);
    return made;
}

int Cut::close(int socket) {
    const std::lock_guard lock(mutex_);
    sockets_.erase(socket);
    return ::close(socket);
}

void Cut::shut() {
    const std::lock_guard lock(mutex_);
    for (const auto socket : sockets_) ::shutdown(socket, SHUT_RDWR);
}

}  // namespace sodan::mail
