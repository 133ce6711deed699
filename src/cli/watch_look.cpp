#include "cli/watch_look.h"

#include "cli/client.h"

#include <algorithm>
#include <charconv>

namespace sodan::cli {

std::optional<double> figure(std::string_view metrics, std::string_view name) {
    while (!metrics.empty()) {
        const auto line = metrics.substr(0, metrics.find('\n'));
        metrics.remove_prefix(std::min(metrics.size(), line.size() + 1));
        if (!line.starts_with(name) || line.size() <= name.size() || line[name.size()] != ' ') continue;
        double out = 0;
        const auto* begin = line.data() + name.size() + 1;
        const auto [stopped, error] = std::from_chars(begin, line.data() + line.size(), out);
        if (error == std::errc{}) return out;
    }
    return {};
}

Trouble trouble_in(std::string_view metrics, const WatchSettings& settings) {
    const auto leave = figure(metrics, "sodan_messages_leave");
    const auto oldest = figure(metrics, "sodan_messages_oldest_urgent_seconds");
    if (!leave || !oldest) return Trouble::not_ready;
    const auto most_late = std::chrono::duration<double>(settings.overdue_timer).count();
    if (figure(metrics, "sodan_timer_overdue_seconds").value_or(0) > most_late) return Trouble::stands_still;
    if (*leave < 1) return settings.wants_sending ? Trouble::sends_nothing : Trouble::none;
    const auto most = std::chrono::duration<double>(settings.oldest_urgent).count();
    const bool reached_nobody = figure(metrics, "sodan_messages_urgent_unreached").value_or(0) > 0;
    return reached_nobody || *oldest > most ? Trouble::cannot_send : Trouble::none;
}

Trouble look(const WatchSettings& settings) {
    const auto address = *parse_address(settings.server);
    const auto ready = exchange(address, {.target = "/readyz"}, settings.answer_within);
    if (const auto* silence = std::get_if<Silence>(&ready))
        return silence->was_sent ? Trouble::hung : Trouble::dead;
    if (std::get<Answer>(ready).status != 200) return Trouble::not_ready;
    Request figures{.target = "/metrics"};
    if (!settings.token.empty()) figures.headers.emplace_back("Authorization", "Bearer " + settings.token);
    const auto metrics = exchange(address, figures, settings.answer_within);
    const auto* answer = std::get_if<Answer>(&metrics);
    return answer ? trouble_in(answer->body, settings) : Trouble::hung;
}

}  // namespace sodan::cli
