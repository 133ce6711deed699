#include "mail/transfer.h"

#include "mail/cut.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <string_view>

namespace sodan::mail {

namespace {

constexpr long slow = 1;                      // bytes a second
constexpr std::size_t most_read = 64 * 1024;  // of an answer, which nobody reads

struct FreeEasy {
    void operator()(CURL* held) const { curl_easy_cleanup(held); }
};
struct FreeList {
    void operator()(curl_slist* held) const { curl_slist_free_all(held); }
};

void start_curl() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace

struct Transfer::Parts {
    explicit Parts(std::stop_token stop) : cut(std::move(stop)) {}

    Cut cut;  // outlives what libcurl has open
    std::unique_ptr<CURL, FreeEasy> easy;
    std::vector<std::unique_ptr<curl_slist, FreeList>> lists;
    std::string bytes;
    std::size_t sent = 0, received = 0;
    std::string command;
};

Transfer::Transfer(const std::string& url, std::stop_token stop)
    : parts_(std::make_unique<Parts>(std::move(stop))) {
    start_curl();
    parts_->easy.reset(curl_easy_init());
    if (!parts_->easy) throw std::runtime_error("libcurl has no room for a transfer");
    set_text(CURLOPT_URL, url);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_NETRC, 0L);
    set_text(CURLOPT_PROXY, "");
    set(CURLOPT_FORBID_REUSE, 1L);
    set(CURLOPT_WRITEDATA, static_cast<void*>(parts_.get()));
    const curl_write_callback count = [](char*, std::size_t size, std::size_t n, void* to) -> std::size_t {
        auto& parts = *static_cast<Parts*>(to);
        parts.received += size * n;
        return parts.received > most_read ? 0 : size * n;
    };
    set(CURLOPT_WRITEFUNCTION, count);
    let_be_cut();
}

Transfer::~Transfer() = default;

void Transfer::let_be_cut() {
    const curl_opensocket_callback open = [](void* cut, curlsocktype, curl_sockaddr* to) -> curl_socket_t {
        return static_cast<Cut*>(cut)->open(to->family, to->socktype, to->protocol);
    };
    const curl_closesocket_callback close = [](void* cut, curl_socket_t socket) -> int {
        return static_cast<Cut*>(cut)->close(socket);
    };
    const curl_xferinfo_callback go_on = [](void* cut, curl_off_t, curl_off_t, curl_off_t,
                                            curl_off_t) -> int {
        return static_cast<Cut*>(cut)->asked() ? 1 : 0;
    };
    auto* cut = static_cast<void*>(&parts_->cut);
    set(CURLOPT_OPENSOCKETDATA, cut);
    set(CURLOPT_OPENSOCKETFUNCTION, open);
    set(CURLOPT_CLOSESOCKETDATA, cut);
    set(CURLOPT_CLOSESOCKETFUNCTION, close);
    set(CURLOPT_XFERINFODATA, cut);
    set(CURLOPT_XFERINFOFUNCTION, go_on);
    set(CURLOPT_NOPROGRESS, 0L);
}

template <class Value> void Transfer::set(int option, Value value) {
    if (curl_easy_setopt(parts_->easy.get(), static_cast<CURLoption>(option), value) != CURLE_OK)
        throw std::runtime_error("libcurl does not take an option");
}
template void Transfer::set(int, long);
template void Transfer::set(int, const char*);
template void Transfer::set(int, void*);

void Transfer::set_list(int option, const std::vector<std::string>& lines) {
    curl_slist* list = nullptr;
    for (const auto& line : lines) {
        auto* longer = curl_slist_append(list, line.c_str());
        if (!longer) throw std::bad_alloc();
        list = longer;
    }
    parts_->lists.emplace_back(list);
    set(option, list);
}

void Transfer::only(const char* protocols) { set(CURLOPT_PROTOCOLS_STR, protocols); }

void Transfer::within(std::chrono::seconds connecting, std::chrono::seconds all) {
    set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(connecting.count()));
    set(CURLOPT_TIMEOUT, static_cast<long>(all.count()));
    set(CURLOPT_LOW_SPEED_LIMIT, slow);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(all.count()));
    set(CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(all.count()));
}

void Transfer::trust(const std::string& ca_file) {
    if (!ca_file.empty()) set_text(CURLOPT_CAINFO, ca_file);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
}

void Transfer::upload(std::string bytes) {
    parts_->bytes = std::move(bytes);
    const curl_read_callback take = [](char* to, std::size_t size, std::size_t n, void* from) -> std::size_t {
        auto& parts = *static_cast<Parts*>(from);
        const auto length = std::min(size * n, parts.bytes.size() - parts.sent);
        std::memcpy(to, parts.bytes.data() + parts.sent, length);
        parts.sent += length;
        return length;
    };
    set(CURLOPT_READDATA, static_cast<void*>(parts_.get()));
    set(CURLOPT_READFUNCTION, take);
    set(CURLOPT_INFILESIZE, static_cast<long>(parts_->bytes.size()));
    set(CURLOPT_UPLOAD, 1L);
}

// At which command a mail server said no is told by nothing but the trace.
Transfer::Ended Transfer::perform() {
    const curl_debug_callback note = [](CURL*, curl_infotype type, char* text, std::size_t size,
                                        void* to) -> int {
        if (type != CURLINFO_HEADER_OUT) return 0;
        const std::string_view line(text, size);
        const auto command = line.substr(0, line.find_first_of(" \r\n"));
        if (command != "QUIT") static_cast<Parts*>(to)->command = command;
        return 0;
    };
    set(CURLOPT_DEBUGDATA, static_cast<void*>(parts_.get()));
    set(CURLOPT_DEBUGFUNCTION, note);
    set(CURLOPT_VERBOSE, 1L);
    Ended out{.curl = curl_easy_perform(parts_->easy.get())};
    curl_easy_getinfo(parts_->easy.get(), CURLINFO_RESPONSE_CODE, &out.answered);
    out.command = parts_->command;
    return out;
}

}  // namespace sodan::mail
