#pragma once
// A server on a port that the system chose, before a store that keeps nothing.

#include "a_client.h"
#include "a_store.h"
#include "http/server.h"
#include "office/passes.h"
#include "office/rules.h"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <thread>

namespace sodan::http {

inline domain::Office two_people() {
    domain::Person coordinator;
    coordinator.id = "pc-a";
    coordinator.role = domain::Role::coordinator;
    domain::Person gone = coordinator;
    gone.id = "pc-z";
    gone.left = Instant{};
    return {{}, {coordinator, gone}, {}};
}

inline std::string file_text(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Tokens of the two.
inline const std::map<std::string, std::string> tokens{{"pc-a", "sodan_token-of-pc-a"},
                                                       {"pc-z", "sodan_token-of-pc-z"}};

inline office::PassRow a_token(const std::string& person, const std::string& secret,
                               office::Scopes scopes = office::Scopes::every()) {
    const auto now = SystemClock().now();
    return {.id = "pass-of-" + secret,
            .kind = office::PassKind::token,
            .digest = office::digest_of_secret(secret),
            .person = person,
            .scopes = scopes.row(),
            .made_at = now,
            .used_at = now,
            .ends_at = now + std::chrono::hours{1}};
}

inline std::string bearer(const std::string& token) { return "Authorization: Bearer " + token + "\r\n"; }

// Those of the example office, read once.
inline RulesNow the_rules() {
    static const RulesNow rules = *routing::Rules::load(SODAN_ROOT "/rules");
    return rules;
}

class AServer {
public:
    explicit AServer(Limits limits = {}) : limits_(limits) { start(); }
    ~AServer() {
        stop();
        std::filesystem::remove(log_file_);
    }

    int port() const {
        const auto address = server_->address();
        return std::atoi(address.substr(address.rfind(':') + 1).c_str());
    }
    void stop() {
        if (network_.joinable()) server_->drain(), network_.join();
    }
    std::string logged() {  // ends the log
        stop();
        log_.reset();
        return file_text(log_file_);
    }
    Server& server() { return *server_; }
    office::PassBook& passes() { return passes_; }

    AStore store{two_people()};
    std::atomic<int> taken_up = 0;
    std::atomic<bool> too_busy = false;  // to check rules, or to hash a password

private:
    // Rules of which every file is named "good.dmn" pass; nothing is read.
    static office::CheckedRules checked(const routing::RuleFiles& files) {
        office::CheckedRules out{.version = routing::version_of(files)};
        out.passes = files.contains("good.dmn") && files.size() == 1;
        if (!out.passes) out.findings.push_back(boost::json::object{{"file", files.begin()->first}});
        return out;
    }
    void start() {
        for (const auto& [person, token] : tokens) passes_.take(a_token(person, token));
        limits_.drain = std::chrono::seconds{2};
        context_ = std::unique_ptr<Context>(
            new Context{.store = store,
                        .clock = clock_,
                        .log = *log_,
                        .metrics = metrics_,
                        .passes = passes_,
                        .delays = delays_,
                        .on_hash_slot =
                            [this](const auto& job) {
                                if (!too_busy) job();
                                return !too_busy;
                            },
                        .endpoint = {.port = 0, .hosts = {"sodan.test"}},
                        .limits = limits_,
                        .rules = [] { return the_rules(); },
                        .texts = [this] { return texts_; },
                        .rule_folder = []() -> Outcome<routing::RuleFiles> {
                            return Refusal{Refusal::Why::rules_not_loaded, {"http.not_json"}};
                        },
                        .check_rules = [](const auto& files, auto, Instant) { return checked(files); },
                        .take_up_rules = [this](RulesNow) { ++taken_up; },
                        .on_the_side =
                            [this](const auto& job) {
                                if (!too_busy) job();
                                return !too_busy;
                            },
                        .coverage = [] { return boost::json::object{}; },
                        .backups = "/nowhere"});
        server_ = std::make_unique<Server>(*context_);
        network_ = std::thread([this] { server_->run(); });
    }
    static std::string a_file() {
        std::string name = std::filesystem::temp_directory_path() / "sodan-http-XXXXXX";
        ::close(::mkstemp(name.data()));
        return name;
    }

    Limits limits_;
    SystemClock clock_;
    std::string log_file_ = a_file();
    std::unique_ptr<Log> log_ = std::make_unique<Log>(Level::debug, log_file_);
    Metrics metrics_;
    office::PassBook passes_;
    office::SignInDelays delays_;
    std::shared_ptr<const Catalogue> texts_ =
        std::make_shared<const Catalogue>(*Catalogue::load(SODAN_ROOT "/rules/texts"));
    std::unique_ptr<Context> context_;
    std::unique_ptr<Server> server_;
    std::thread network_;
};

// A request in full, as a well-behaved client sends it.
inline std::string get(const std::string& path, const std::string& more = {}) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + bearer(tokens.at("pc-a")) + more + "\r\n";
}
inline std::string post(const std::string& path, const std::string& body, const std::string& more = {}) {
    return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + bearer(tokens.at("pc-a")) +
           "Content-Type: application/json\r\n" + more + "Content-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

}  // namespace sodan::http
