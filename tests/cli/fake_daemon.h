#pragma once
// A daemon of a few lines for the command line's tests: real sockets on a port that the system chose,
// prepared answers.

#include <string>
#include <thread>
#include <vector>

namespace sodan::cli {

struct Heard {
    std::string line{};  // "GET /api/v1/cases HTTP/1.1"
    std::string head{};  // the header as it came
    std::string body{};

    std::string header(const std::string& name) const;  // "" when there is none
};

std::string http(int status, const std::string& body, const std::string& type = "application/json");
std::string problem(int status, const std::string& why, const std::string& detail = "It cannot be done.");

class FakeDaemon {
public:
    // One connection each: the answer's bytes; "" hangs up without a word.
    explicit FakeDaemon(std::vector<std::string> answers);
    ~FakeDaemon();
    FakeDaemon(const FakeDaemon&) = delete;
    FakeDaemon& operator=(const FakeDaemon&) = delete;

    std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
    const std::vector<Heard>& heard();  // waits until every answer has been given

private:
    void serve();

    int listener_ = -1;
    int port_ = 0;
    std::vector<std::string> answers_;
    std::vector<Heard> heard_;
    std::thread thread_;
};

}  // namespace sodan::cli
