#include "cli/follow.h"

#include "cli/answer.h"
#include "cli/screen.h"
#include "cli/views.h"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <ostream>
#include <thread>

namespace sodan::cli {

namespace json = boost::json;

namespace {

constexpr int attempts = 20;  // in a row without a single event

// One block of lines as an event; no data, no event.
std::optional<Change> change_from(std::string_view block) {
    Change change;
    while (!block.empty()) {
        const auto line = block.substr(0, block.find('\n'));
        block.remove_prefix(std::min(block.size(), line.size() + 1));
        const auto colon = std::min(line.find(':'), line.size());
        auto value = line.substr(std::min(line.size(), colon + 1));
        if (value.starts_with(' ')) value.remove_prefix(1);
        const auto name = line.substr(0, colon);
        if (name == "id") change.id = value;
        if (name == "event") change.kind = value;
        if (name == "data") change.data += (change.data.empty() ? "" : "\n") + std::string(value);
    }
    if (change.id.empty() && change.data.empty()) return {};
    return change;
}

// "Case 7KQF-2M9X-C, Desk advisor/37"
std::string summary(const Page& page, const json::object& data) {
    std::string out;
    for (const auto& [key, value] : data)
        out += (out.empty() ? "" : ", ") + label(page, key) + " " + one_line(value);
    return out;
}

void show_change(const Voice& voice, const Wish& wish, const Change& change) {
    auto& out = voice.around.out;
    if (wish.has("--json")) {
        out << change.data << std::endl;
        return;
    }
    boost::system::error_code error;
    const auto data = json::parse(change.data, error);
    out << harmless_line(change.id) << "  "
        << (error || !data.is_object() ? harmless_line(change.data)
                                       : summary({voice.around.out, voice.words}, data.get_object()))
        << std::endl;
}

struct Following {
    const Wish& wish;
    const Voice& voice;
    Request request;
    int wanted;  // events still to come; negative = all
    int tries = 0;
    bool heard = false;  // so the daemon was there once, and may come back
    Changes changes{};

    bool take(std::string_view bytes) {
        changes.hear(bytes);
        while (const auto change = changes.next()) {
            tries = 0;
            heard = true;
            if (change->data.empty()) continue;
            show_change(voice, wish, *change);
            if (!change->id.empty()) continue_after(change->id);
            if (wanted > 0 && --wanted == 0) return false;
        }
        return true;
    }

    void continue_after(const std::string& id) {
        auto& headers = request.headers;
        std::erase_if(headers, [](const auto& header) { return header.first == "Last-Event-ID"; });
        headers.emplace_back("Last-Event-ID", id);
    }
};

}  // namespace

std::optional<Change> Changes::next() {
    std::erase(heard_, '\r');
    for (;;) {
        const auto end = heard_.find("\n\n");
        if (end == std::string::npos) return {};
        auto change = change_from(std::string_view(heard_).substr(0, end));
        heard_.erase(0, end + 2);
        if (change) return change;
    }
}

Exit follow_events(const Wish& wish, Request request, const Caller& caller, const Voice& voice) {
    Following following{wish, voice, std::move(request), std::stoi(wish.value("--count", "-1"))};
    if (following.wanted == 0) return Exit::done;
    for (;;) {
        const auto reply = follow(caller.address, following.request, caller.patience,
                                  [&](std::string_view bytes) { return following.take(bytes); });
        if (const auto* answer = std::get_if<Answer>(&reply)) {
            if (answer->status != 200) voice.around.err << told(*answer, voice.words);
            return ending_of(*answer);
        }
        const auto& silence = std::get<Silence>(reply);
        if ((!silence.was_sent && !following.heard) || ++following.tries >= attempts)
            return unreachable(voice, wish, following.request, silence);
        following.changes = {};
        std::this_thread::sleep_for(voice.around.pause);
    }
}

Exit unreachable(const Voice& voice, const Wish& wish, const Request& request, const Silence& silence) {
    auto& err = voice.around.err;
    const auto& words = voice.words;
    err << words("cli.unreachable",
                 {{"server", harmless_line(wish.value("--server"))}, {"reason", silence.reason}})
        << '\n';
    const auto key =
        std::ranges::find(request.headers, "Idempotency-Key", &std::pair<std::string, std::string>::first);
    if (silence.was_sent && key != request.headers.end())
        err << words("cli.perhaps_done", {{"key", key->second}}) << '\n';
    return Exit::unreachable;
}

}  // namespace sodan::cli
