#include "http/log.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>

namespace sodan::http {

namespace {

constexpr std::size_t most_waiting = 4 * 1024 * 1024;  // bytes; what comes on top is dropped and counted
constexpr auto gather = std::chrono::milliseconds{200};

int opened(const std::string& file) {
    if (file.empty()) return STDERR_FILENO;
    const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
    if (out < 0) throw std::system_error(errno, std::generic_category(), file);
    return out;
}

void write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const auto n = ::write(file, text.data(), text.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return;  // nowhere to say it
        text.remove_prefix(static_cast<std::size_t>(n));
    }
}

// A line costs a lock and a copy; waking a thread for each would cost a switch of threads each (measured:
// spdlog's own asynchronous logger halves the requests per second on two cores).
class Gathered final : public spdlog::sinks::base_sink<std::mutex> {
public:
    explicit Gathered(const std::string& file) : file_(opened(file)), writer_([this] { run(); }) {}
    ~Gathered() override {
        {
            const std::lock_guard lock(mutex_);
            ending_ = true;
        }
        wake_.notify_one();
        writer_.join();
        if (file_ != STDERR_FILENO) ::close(file_);
    }

private:
    void sink_it_(const spdlog::details::log_msg& message) override {
        if (waiting_.size() > most_waiting) {
            ++dropped_;
            return;
        }
        waiting_.append(message.payload.data(), message.payload.size()).push_back('\n');
        if (message.level >= spdlog::level::warn) wake_.notify_one();
    }
    void flush_() override { wake_.notify_one(); }

    void run() {
        std::unique_lock lock(mutex_);
        while (!ending_ || !waiting_.empty()) {
            if (!ending_) wake_.wait_for(lock, gather);
            std::string taken;
            taken.swap(waiting_);
            if (dropped_ > 0)
                taken += fmt::format(
                    "{{\"level\":\"warning\",\"message\":\"log lines dropped\",\"count\":{}}}\n", dropped_);
            dropped_ = 0;
            lock.unlock();
            write_all(file_, taken);
            lock.lock();
        }
    }

    int file_;
    std::string waiting_;
    std::int64_t dropped_ = 0;
    bool ending_ = false;
    std::condition_variable_any wake_;
    std::thread writer_;
};

spdlog::level::level_enum as_spdlog(Level level) {
    switch (level) {
        case Level::debug: return spdlog::level::debug;
        case Level::info: return spdlog::level::info;
        case Level::warning: return spdlog::level::warn;
        case Level::error: return spdlog::level::err;
    }
    return spdlog::level::err;
}

std::string_view name_of(Level level) {
    constexpr std::string_view names[] = {"debug", "info", "warning", "error"};
    return names[static_cast<int>(level)];
}

std::string now() {
    const auto time = std::chrono::system_clock::now();
    const auto ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count() % 1000;
    return fmt::format("{:%FT%T}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(time)), ms);
}

using Line = fmt::memory_buffer;

void put(Line& line, std::string_view text) { line.append(text.data(), text.data() + text.size()); }

void put_string(Line& line, std::string_view text) {
    line.push_back('"');
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            line.push_back('\\');
            line.push_back(c);
        } else if (static_cast<unsigned char>(c) < 0x20) {
            fmt::format_to(std::back_inserter(line), "\\u{:04x}", static_cast<unsigned>(c));
        } else {
            line.push_back(c);
        }
    }
    line.push_back('"');
}

void put_field(Line& line, const Field& field) {
    line.push_back(',');
    put_string(line, field.name);
    line.push_back(':');
    if (const auto* text = std::get_if<std::string_view>(&field.value)) return put_string(line, *text);
    if (const auto* number = std::get_if<std::int64_t>(&field.value))
        fmt::format_to(std::back_inserter(line), "{}", *number);
    else
        fmt::format_to(std::back_inserter(line), "{:.3f}", std::get<double>(field.value));
}

}  // namespace

std::string as_line(std::string_view time, Level level, std::string_view message,
                    std::initializer_list<Field> fields) {
    Line line;
    put(line, "{\"time\":");
    put_string(line, time);
    put(line, ",\"level\":");
    put_string(line, name_of(level));
    put(line, ",\"message\":");
    put_string(line, message);
    for (const auto& field : fields) put_field(line, field);
    line.push_back('}');
    return fmt::to_string(line);
}

Log::Log(Level least, const std::string& file)
    : lines_(std::make_shared<spdlog::logger>("sodand", std::make_shared<Gathered>(file))) {
    lines_->set_level(as_spdlog(least));
}

Log::~Log() = default;

void Log::write(Level level, std::string_view message, std::initializer_list<Field> fields) {
    if (!lines_->should_log(as_spdlog(level))) return;
    const auto line = as_line(now(), level, message, fields);
    lines_->log(as_spdlog(level), spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace sodan::http
