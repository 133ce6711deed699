#pragma once
// One transfer of libcurl, bounded in time and size and cut when its end is asked for, with no more than a
// code of what was answered. Knows neither mail nor webhooks.

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace sodan::mail {

class Transfer {
public:
    Transfer(const std::string& url, std::stop_token);
    ~Transfer();
    Transfer(const Transfer&) = delete;

    template <class Value> void set(int option, Value value);  // a CURLOPT_*; throws when it is not taken
    void set_text(int option, const std::string& value) { set(option, value.c_str()); }
    void set_list(int option, const std::vector<std::string>& lines);
    void only(const char* protocols);  // "smtp,smtps"
    void within(std::chrono::seconds connecting, std::chrono::seconds all);
    void trust(const std::string& ca_file);  // "" = what the machine trusts

    void upload(std::string bytes);  // what is sent

    struct Ended {
        int curl = 0;           // a CURLcode
        long answered = 0;      // the last status of HTTP or SMTP; 0 = none
        std::string command{};  // the last that was sent, in SMTP: "RCPT"
    };
    Ended perform();

private:
    void let_be_cut();

    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace sodan::mail
