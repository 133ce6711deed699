#include "daemon/daemon.h"

#include "base/clock.h"
#include "daemon/alarm_clock.h"
#include "daemon/certificate.h"
#include "daemon/coverage.h"
#include "daemon/data_folder.h"
#include "daemon/desk_watch.h"
#include "daemon/first_administrator.h"
#include "daemon/folder_rules.h"
#include "daemon/options.h"
#include "daemon/parts.h"
#include "daemon/pass_keeping.h"
#include "daemon/people_clock.h"
#include "daemon/post.h"
#include "daemon/post_figures.h"
#include "daemon/record_keeping.h"
#include "daemon/service.h"
#include "daemon/side_work.h"
#include "http/server.h"
#include "office/people_views.h"
#include "office/reaching.h"
#include "routing/staff_proof.h"
#include "seal/password.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <thread>

namespace sodan::daemon {

using http::Level;

namespace {

// Each takes 64 MiB and a tenth of a second of one processor.
constexpr std::size_t hashes_at_once = 2, hashes_waiting = 16;

std::vector<Claim> staffing(const routing::Rules& rules, const domain::Office& office, Instant now) {
    constexpr int absent = 1;  // what a roster should bear at any time
    return routing::prove_staff(rules, office, now, absent);
}

constexpr int mails_at_once = 4, webhooks_at_once = 16;

void wake_main_thread() { ::kill(::getpid(), SIGUSR1); }

class Daemon {
public:
    explicit Daemon(const Settings&);
    int run();

private:
    std::unique_ptr<office::Store> opened();
    AlarmClock::Parts clock_parts();
    void start();
    std::vector<Message> warnings(const domain::Office&, Instant now) const;
    office::AnchorMail anchor_mail();
    void announce();
    void take(int signal);
    void drain();
    void reload();
    void in_force(std::shared_ptr<const routing::Rules>);
    void keep_time();
    void keep_alive();
    void failed(const std::exception_ptr&);
    std::chrono::milliseconds patience();

    Settings settings_;
    DataFolder data_;
    http::Log log_;
    SystemClock clock_;
    Rulebook rules_;
    Outgoing outgoing_;
    http::Metrics metrics_;
    std::shared_ptr<seal::KeyRing> keys_;
    std::unique_ptr<office::Store> store_;
    office::PassBook passes_;
    office::SignInDelays delays_;
    PassKeeping pass_keeping_;
    http::Context context_;
    Certificate certificate_;
    http::Server server_;
    AlarmClock alarm_;
    PeopleClock people_;
    DeskWatch desks_;
    std::thread network_;
    std::atomic<bool> ended_ = false, failed_ = false, answering_ = true;
    bool draining_ = false;
    Coverage coverage_;
    RecordKeeping record_;
    Post post_;
    SideWork hashing_{hashes_at_once, hashes_waiting};
    SideWork side_;  // these two are the first to end: they use all the others
};

Daemon::Daemon(const Settings& settings)
    : settings_(settings),
      data_(settings.data),
      log_(settings.log_level, settings.log_file),
      rules_(settings.rules),
      outgoing_(open_outgoing(settings.mail, clock_)),
      keys_(open_keys(settings, clock_.now())),
      store_(opened()),
      pass_keeping_({*store_, passes_, clock_, [this](std::exception_ptr what) { failed(what); }}),
      context_{.store = *store_,
               .clock = clock_,
               .log = log_,
               .metrics = metrics_,
               .passes = passes_,
               .delays = delays_,
               .on_hash_slot = [this](auto job) { return hashing_.add(std::move(job)); },
               .endpoint = settings.listen,
               .scheme = settings.tls.are_given() ? "https" : "http",
               .limits = settings.limits,
               .rules = [this] { return rules_.now(); },
               .texts = [this] { return rules_.texts(); },
               .rule_folder = [this] { return rules_.folder(); },
               .check_rules = [this](const auto& files, auto office,
                                     Instant now) { return rules_.check(files, std::move(office), now); },
               .take_up_rules = [this](auto rules) { in_force(std::move(rules)); },
               .on_the_side = [this](auto job) { return side_.add(std::move(job)); },
               .coverage = [this] { return coverage_.view(); },
               .keys = keys_,
               .outgoing = outgoing_.in_words(),
               .post = &outgoing_.office,
               .backups = (data_.path() / "backups").string(),
               .failed = [this](std::exception_ptr what) { failed(what); }},
      certificate_{settings_.tls, clock_, log_},
      server_(context_, certificate_.open()),
      alarm_(clock_parts()),
      people_(clock_parts()),
      desks_(clock_parts()),
      coverage_({*store_, rules_, clock_, log_, side_, staffing,
                 [this](const auto& office, Instant now) { return warnings(office, now); }}),
      record_({*store_, *keys_, clock_, log_, settings.anchor_every, anchor_mail(),
               [this](std::exception_ptr what) { failed(what); }}),
      post_({.store = *store_,
             .rules = rules_,
             .clock = clock_,
             .log = log_,
             .office = outgoing_.office,
             .sender = outgoing_.sender,
             .email = {*outgoing_.email, mails_at_once},
             .webhooks = {*outgoing_.webhooks, webhooks_at_once},
             .changed = [this] { server_.changed(); }}) {}

std::unique_ptr<office::Store> Daemon::opened() {
    auto store = open_store(settings_, keys_, clock_.now(), [this](std::string why) {
        log_.write(Level::error, "THE STORE CANNOT WRITE ANY MORE: stopping",
                   {{"why", std::string_view(why)}});
        failed_ = true;
        wake_main_thread();
    });
    FolderRules{rules_, *store, clock_, log_}.start();
    return store;
}

AlarmClock::Parts Daemon::clock_parts() {
    return {*store_,
            rules_,
            clock_,
            log_,
            [this] { server_.changed(); },
            [this](std::exception_ptr what) { failed(what); }};
}

int Daemon::run() {
    start();
    while (!ended_) {
        if (const auto signal = wait_for_signal(patience())) take(*signal);
        if (failed_) drain();
        keep_time();
        keep_alive();
    }
    network_.join();
    side_.stop();
    hashing_.stop();
    post_.stop();
    record_.last_word();
    store_.reset();  // first what writes and answers, then what it answers to
    log_.write(Level::info, "stopped");
    if (failed_) std::fputs("sodand: the store could not write any more; see the log\n", stderr);
    return failed_ ? exit_failed : 0;
}

void Daemon::start() {
    pass_keeping_.read();
    hashing_.add([] { seal::hash_of_nobody(); });  // the first to come in vain waits no longer than others
    metrics_.rules_in_force(rules_.now()->version());
    metrics_.watch("sodan_uncovered", "Needs that the staff does not cover, as far as they are named",
                   [this] { return static_cast<double>(coverage_.uncovered()); });
    metrics_.watch("sodan_timer_overdue_seconds", "How long something that is due waits for the clock",
                   [this] { return std::chrono::duration<double>(alarm_.late()).count(); });
    watch_post(metrics_, post_, outgoing_, clock_);
    if (outgoing_.leaves()) post_.start();
    network_ = std::thread([this] {
        server_.run();
        ended_ = true;
        wake_main_thread();
    });
    announce();
    tell_ready();
}

office::AnchorMail Daemon::anchor_mail() {
    return {settings_.anchor_mail, [this](const auto& to, const auto& key, const auto& anchor, Instant at) {
                return mail::compose_anchor(to, key, anchor, at, outgoing_.sender, *rules_.texts());
            }};
}

std::vector<Message> Daemon::warnings(const domain::Office& office, Instant now) const {
    auto out = office::people_warnings(office, now);
    for (auto& one : office::unreachable_warnings(office, outgoing_.office, now))
        out.push_back(std::move(one));
    return out;
}

void Daemon::announce() {
    const auto address = server_.address();
    data_.write_address(address);
    data_.write_record_key(keys_->record().public_key().hex());
    std::printf("sodand listens on %s\n", address.c_str());
    std::fflush(stdout);
    print_link_for_first_administrator(*store_, clock_.now(), address);
    const auto rules = rules_.now();
    log_.write(Level::info, "started",
               {{"address", std::string_view(address)}, {"rules", std::string_view(rules->version())}});
    const auto outgoing = outgoing_.in_words();
    log_.write(outgoing_.leaves() ? Level::info : Level::warning, outgoing);
    for (const auto& warning : store_->office()->staffing_warnings(clock_.now())) {
        const auto text = rules->texts().text(warning, "en");
        log_.write(Level::warning, "staffing", {{"text", std::string_view(text)}});
    }
}

void Daemon::take(int signal) {
    if (signal == SIGHUP) return certificate_.read_again(server_), reload();
    if (signal != SIGUSR1) drain();
}

void Daemon::drain() {
    if (std::exchange(draining_, true)) return;
    log_.write(Level::info, "draining");
    tell_stopping();
    server_.drain();
}

void Daemon::reload() {
    const auto from_folder = [this] {
        FolderRules{rules_, *store_, clock_, log_}.reload([this](auto rules) { in_force(std::move(rules)); });
    };
    if (!side_.add(from_folder))
        log_.write(Level::error, "rules not loaded: too many rule sets wait to be checked");
}

void Daemon::in_force(std::shared_ptr<const routing::Rules> rules) {
    const auto version = rules->version();
    rules_.take_up(std::move(rules));
    log_.write(Level::info, "rules in force", {{"rules", std::string_view(version)}});
    server_.post([this, version] { metrics_.rules_in_force(version); });
}

// After a round that found something there may be more: what came due during a stop is caught up with at
// once.
std::chrono::milliseconds Daemon::patience() {
    using namespace std::chrono_literals;
    return alarm_.has_more() ? 10ms : 1000ms;
}

void Daemon::keep_time() {
    if (draining_) return;
    alarm_.tick();
    people_.tick();
    desks_.tick();
    pass_keeping_.tick();
    coverage_.tick();
    record_.tick();
}

// The watchdog hears of us only while the network thread answers, too.
void Daemon::keep_alive() {
    if (!answering_.exchange(false)) return;
    tell_alive();
    server_.post([this] { answering_ = true; });
}

void Daemon::failed(const std::exception_ptr& what) {
    const auto why = in_words(what);
    log_.write(Level::error, "a write failed", {{"why", std::string_view(why)}});
}

}  // namespace

int run(const Settings& settings) { return Daemon(settings).run(); }

}  // namespace sodan::daemon
