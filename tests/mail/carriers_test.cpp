#include "base/clock.h"
#include "mail/secret_file.h"
#include "mail/signature.h"
#include "mail/smtp.h"
#include "mail/webhooks.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <filesystem>
#include <fstream>
#include <future>

using namespace sodan;
using namespace sodan::mail;
using office::Carried, office::LetterRow;

namespace {

struct Fixed final : Clock {
    Instant now() const override { return Instant{std::chrono::milliseconds{1'614'265'330'000}}; }
};

struct File {
    explicit File(const std::string& text, mode_t mode = 0600)
        : path(std::filesystem::temp_directory_path() / fmt::format("sodan-secret-{}", ::getpid())) {
        std::ofstream(path) << text;
        ::chmod(path.c_str(), mode);
    }
    ~File() { std::filesystem::remove(path); }
    std::filesystem::path path;
};

// A mail server that says `answers`, one to the connection and one to each line, and then nothing more.
class FallsSilent {
public:
    explicit FallsSilent(std::vector<std::string> answers)
        : talk_(std::async(std::launch::async, [this, answers = std::move(answers)] {
              acceptor_.accept(peer_);
              std::string heard;
              for (const auto& answer : answers) {
                  boost::asio::write(peer_, boost::asio::buffer(answer + "\r\n"));
                  heard.erase(0, boost::asio::read_until(peer_, boost::asio::dynamic_buffer(heard), "\r\n"));
              }
          })) {}
    std::string url() const { return fmt::format("smtp://127.0.0.1:{}", acceptor_.local_endpoint().port()); }
    void wait_until_silent() { talk_.wait(); }

private:
    using tcp = boost::asio::ip::tcp;
    boost::asio::io_context io_;
    tcp::acceptor acceptor_{io_, {boost::asio::ip::address_v4::loopback(), 0}};
    tcp::socket peer_{io_};
    std::future<void> talk_;  // last: the others are there while it runs
};

}  // namespace

TEST_CASE("a webhook is signed as the example of Standard Webhooks is") {
    const auto key = webhook_key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    REQUIRE(key);
    CHECK(webhook_signature(*key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1'614'265'330, R"({"test": 2432232314})") ==
          "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST_CASE("a secret that is too short, or none, gives no key") {
    for (const auto* bad : {"", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_c2hvcnQ=", "whsec_!!!!"})
        CHECK_MESSAGE(!webhook_key(bad), bad);
}

TEST_CASE("a secret is read from a file that is its owner's alone") {
    CHECK(read_secret(File("made up\r\n").path) == "made up");
    CHECK_THROWS_AS(read_secret(File("made up", 0644).path), BrokenSecret);
    CHECK_THROWS_AS(read_secret(File("\n").path), BrokenSecret);
    CHECK_THROWS_AS(read_secret("/nowhere/at/all"), BrokenSecret);
    CHECK_THROWS_AS(read_webhook_key(File("made up").path), BrokenSecret);
}

TEST_CASE("only this machine's own mail server is spoken to in clear") {
    CHECK(may_go_in_clear("smtp://127.0.0.1:2525"));
    CHECK(may_go_in_clear("smtp://[::1]:25/"));
    CHECK(may_go_in_clear("smtp://localhost"));
    for (const auto* far : {"smtp://mail.example.org", "smtp://127.0.0.1.example.org",
                            "smtp://localhost.example.org:25", "smtp://127.0.0.1@example.org", ""})
        CHECK_MESSAGE(!may_go_in_clear(far), far);
}

TEST_CASE("a webhook is called by https, or on this machine") {
    CHECK(is_webhook_url("https://hooks.example.org/a?b=c"));
    CHECK(is_webhook_url("http://127.0.0.1:9000/hook"));
    for (const auto* bad : {"http://hooks.example.org/", "ftp://example.org", "https://a b",
                            "https://user@example.org", "file:///etc/passwd", "https://example.org/\r\nX: y"})
        CHECK_MESSAGE(!is_webhook_url(bad), bad);
}

TEST_CASE("where nobody listens, a letter waits") {
    SmtpCarrier mail({.url = "smtp://127.0.0.1:1", .from = "sodan@example.org"});
    const auto carried = mail.carry({.to = "a@example.org", .bytes = "Subject: x\r\n\r\n"});
    CHECK(carried.how == Carried::How::later);
    CHECK(carried.why == "curl_7");
    const Fixed clock;
    WebhookCarrier hooks({{"pager", {"http://127.0.0.1:1/", std::string(32, 'k')}}}, clock, {});
    CHECK(hooks.carry({.to = "pager", .bytes = "{}"}).how == Carried::How::later);
    CHECK(hooks.carry({.to = "another", .bytes = "{}"}).how == Carried::How::never);
}

TEST_CASE("what is no address is never sent to") {
    SmtpCarrier mail({.url = "smtp://127.0.0.1:1", .from = "sodan@example.org"});
    const auto carried = mail.carry({.to = "a@example.org> SIZE=1\r\nRCPT TO:<b@example.org", .bytes = "x"});
    CHECK(carried.how == Carried::How::never);
}

TEST_CASE("a letter under way is cut when a stop is asked for, whatever the mail server waits with") {
    using Answers = std::vector<std::string>;
    for (const auto& answers :
         {Answers{}, Answers{"220 hello"}, Answers{"220 hello", "250 hello", "550 go away"}}) {
        FallsSilent server(answers);
        SmtpCarrier mail({.url = server.url(), .from = "sodan@example.org", .all = std::chrono::hours{1}});
        std::stop_source stop;
        auto carried = std::async(std::launch::async, [&] {
            return mail.carry({.to = "a@example.org", .bytes = "Subject: x\r\n\r\n"}, stop.get_token());
        });
        server.wait_until_silent();
        stop.request_stop();
        REQUIRE(carried.wait_for(std::chrono::minutes{2}) == std::future_status::ready);
        CHECK(carried.get().how == Carried::How::later);
    }
}
