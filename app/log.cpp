#include "app/log.hpp"

#include <chrono>
#include <cstdio>

#include "expression/temporal.hpp"
#include "foundation/utf8.hpp"
#include "json/writer.hpp"

namespace pavane::app {

namespace {

std::string quoted(std::string_view text) {
    json::Writer writer;
    writer.value(text);
    return writer.take();
}

constexpr unsigned incidents_a_second = 10;
constexpr std::size_t longest_reason_bytes = 300;

}  // namespace

void Log::incident_opened(const engine::OpenedIncident& incident) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    unsigned number = 0;
    {
        const std::lock_guard lock(mutex_);
        if (now != second_of_incidents_) incidents_in_second_ = 0;
        second_of_incidents_ = now;
        number = ++incidents_in_second_;
    }
    if (number <= incidents_a_second)
        warn("an incident has opened", {{"process", incident.process},
                                        {"element", incident.element},
                                        {"instance", to_string(incident.instance)},
                                        {"reason", beginning_of(incident.message, longest_reason_bytes)}});
    else if (number == incidents_a_second + 1)
        warn("more incidents open than are logged: GET /incident lists them all");
}

void Log::write(std::string_view level, std::string_view message, std::initializer_list<Field> fields) {
    const auto now = std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
    std::string line;
    if (format_ == Format::json) {
        json::Writer writer;
        writer.begin_object()
            .member("time", expression::format_instant(now))
            .member("level", level)
            .member("message", message);
        for (const auto& [key, value] : fields) writer.member(key, value);
        line = writer.end_object().take();
    } else {
        line =
            "time=" + expression::format_instant(now) + " level=" + std::string(level) + " message=" + quoted(message);
        for (const auto& [key, value] : fields) line += " " + std::string(key) + "=" + quoted(value);
    }
    line += '\n';
    const std::lock_guard lock(mutex_);
    std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace pavane::app
