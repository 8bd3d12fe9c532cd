#include "expression/retry_cycle.hpp"

#include <charconv>
#include <string>

namespace pavane::expression {

namespace {

bool add_delay(RetryCycle& cycle, std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    const auto delay = parse_duration(text);
    if (!delay) return false;
    cycle.delays.push_back(*delay);
    return true;
}

}  // namespace

RetryCycle parse_retry_cycle(std::string_view text) {
    RetryCycle cycle;
    if (text.empty()) return cycle;
    if (text.front() == 'R') {
        const std::size_t slash = text.find('/');
        std::int32_t count = 0;
        const char* begin = text.data() + 1;
        const char* end = text.data() + std::min(slash, text.size());
        const auto [stopped, error] = std::from_chars(begin, end, count);
        if (error != std::errc() || stopped != end || count < 1 || slash == std::string_view::npos ||
            !add_delay(cycle, text.substr(slash + 1)))
            return {std::nullopt, {}, false};
        cycle.retries = count;
        return cycle;
    }
    while (true) {
        const std::size_t comma = std::min(text.find(','), text.size());
        if (!add_delay(cycle, text.substr(0, comma))) return {std::nullopt, {}, false};
        if (comma == text.size()) break;
        text.remove_prefix(comma + 1);
    }
    // One delay alone says how long, not how often; a list says both (as the Camunda 7 line reads them).
    if (cycle.delays.size() > 1) cycle.retries = static_cast<std::int32_t>(cycle.delays.size()) + 1;
    return cycle;
}

}  // namespace pavane::expression
