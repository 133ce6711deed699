#include "http/metrics.h"

#include "http/routes.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <vector>

namespace sodan::http {

using namespace prometheus;

namespace {

const Histogram::BucketBoundaries durations{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5};
constexpr std::string_view nowhere =
    "none";  // the route of a path that leads nowhere: the path itself may hold anything

// What is counted for a route, looked up once: a family's own lookup hashes every label each time.
struct Counted {
    std::map<int, Counter*> by_status;
    Histogram* seconds = nullptr;
};

struct Watched {
    Gauge* gauge;
    std::function<double()> ask;
};

}  // namespace

struct Metrics::Parts {
    Registry registry;
    Family<Counter>& requests =
        BuildCounter().Name("sodan_http_requests_total").Help("Requests answered").Register(registry);
    Family<Histogram>& seconds = BuildHistogram()
                                     .Name("sodan_http_request_seconds")
                                     .Help("Time from request to answer")
                                     .Register(registry);
    Counter& inquiries =
        BuildCounter().Name("sodan_inquiries_total").Help("Inquiries logged").Register(registry).Add({});
    Family<Gauge>& rules =
        BuildGauge().Name("sodan_rules_info").Help("Version of the rules in force").Register(registry);
    Gauge* rules_now = nullptr;
    std::map<const Route*, Counted> routes;
    std::vector<Watched> watched;
};

Metrics::Metrics() : parts_(std::make_unique<Parts>()) {}
Metrics::~Metrics() = default;

void Metrics::answered(const Route* route, std::string_view method, int status, double seconds) {
    auto& counted = parts_->routes[route];
    const std::string pattern(route ? std::string_view(route->pattern) : nowhere);
    const std::string verb(route ? method : nowhere);
    auto& counter = counted.by_status[status];
    if (!counter)
        counter =
            &parts_->requests.Add({{"route", pattern}, {"method", verb}, {"status", std::to_string(status)}});
    if (!counted.seconds)
        counted.seconds = &parts_->seconds.Add({{"route", pattern}, {"method", verb}}, durations);
    counter->Increment();
    counted.seconds->Observe(seconds);
}

void Metrics::logged_inquiry() { parts_->inquiries.Increment(); }

void Metrics::watch(const std::string& name, const std::string& help, std::function<double()> ask) {
    auto& gauge = BuildGauge().Name(name).Help(help).Register(parts_->registry).Add({});
    parts_->watched.push_back({&gauge, std::move(ask)});
}

void Metrics::rules_in_force(const std::string& version) {
    if (parts_->rules_now) parts_->rules.Remove(parts_->rules_now);
    parts_->rules_now = &parts_->rules.Add({{"version", version}});
    parts_->rules_now->Set(1);
}

std::string Metrics::text() {
    for (const auto& [gauge, ask] : parts_->watched) gauge->Set(ask());
    return TextSerializer().Serialize(parts_->registry.Collect());
}

}  // namespace sodan::http
