#pragma once
// What the daemon counts, in Prometheus text. Labels are route patterns, methods and statuses: never a
// reference, a name or any content. Used on the network thread only.

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace sodan::http {

struct Route;

class Metrics {
public:
    Metrics();
    ~Metrics();

    void answered(const Route*, std::string_view method, int status, double seconds);
    void logged_inquiry();
    // A figure that is asked for when it is wanted: "sodan_connections".
    void watch(const std::string& name, const std::string& help, std::function<double()>);
    void rules_in_force(const std::string& version);
    std::string text();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace sodan::http
