#pragma once
// One connection: reads requests one after the other, has each answered, writes the answer in one go. For
// server.cpp and its parts only.

#include "http/dispatch.h"
#include "http/problem.h"
#include "http/wire.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <memory>
#include <optional>
#include <string>

namespace sodan::http {

// Changes that a reader of live events may know of, as text for the stream.
struct Page {
    std::string text{};
    std::int64_t last = 0;  // the journal has been looked through up to here
    bool full = false;      // there may be more
    bool over = false;      // the person may read no longer, or the journal could not be read
};

// Extensions of chunks mean nothing to us, and other things to others.
struct NoExtensions {
    void operator()(std::uint64_t size, boost::beast::string_view extensions,
                    boost::system::error_code&) const;
};

class Session final : public Asker, public std::enable_shared_from_this<Session> {
public:
    Session(Network&, Socket, bool welcome);
    ~Session() override;

    static Task<void> live(std::shared_ptr<Session>);

    void later(std::function<Response()> make) override;
    void tick(Steady::time_point now);  // ends what is too slow, wakes what has waited long enough
    void hear_news();                   // wakes a stream that waits
    void end_when_idle();               // at once, or after the answer that is under way
    void abandon();                     // drops what waits, before the network itself goes

private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    using Resume = asio::async_result<asio::use_awaitable_t<Executor>, void()>::handler_type;
    enum class Read { request, fault, closed };

    Task<void> serve();
    Task<bool> answer_one(Read);
    Task<Response> answered(Read, Request&);
    Task<void> woken();
    void wake();

    // reading.cpp
    void begin_request();
    Task<Read> read();
    Task<bool> more();
    void take_in();
    bool is_head_good();
    void parse();
    bool is_done();
    Task<void> go_on_sending();
    Task<void> linger();
    Request request(std::string_view id) const;
    Problem fault() const;

    // streaming.cpp
    Task<void> stream(const Stream&, std::string_view id);
    Task<void> write_changes(const Stream&);
    Task<Page> page(const Stream&, std::optional<std::int64_t> after);
    Task<void> news();

    Task<bool> write(const Response&, bool keep_alive, const Request&);
    Task<bool> write_text(std::string_view);
    void wait_at_most(std::chrono::seconds);
    void note(const Request&, int status, Steady::time_point began);

    Network& network_;
    Wire wire_;
    bool welcome_;  // else there are too many, and the first answer says so
    boost::beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    boost::system::error_code error_;
    std::optional<Message> fault_;  // in the form of what came
    std::string head_;
    const Route* route_ = nullptr;
    std::optional<Response> answer_;
    std::optional<Page> page_;
    const Stream* stream_ = nullptr;  // while there is one
    std::optional<Resume> resume_;
    NoExtensions no_extensions_{};
    std::ptrdiff_t fields_ = 0;  // of the head
    Steady::time_point deadline_, heartbeat_;
    bool idle_ = true, ending_ = false, timed_out_ = false, header_seen_ = false, waiting_for_news_ = false;
};

}  // namespace sodan::http
