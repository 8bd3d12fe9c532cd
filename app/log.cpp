#include "app/log.hpp"

#include <chrono>
#include <cstdio>

#include "expression/temporal.hpp"
#include "json/writer.hpp"

namespace pavane::app {

namespace {

std::string quoted(std::string_view text) {
    json::Writer writer;
    writer.value(text);
    return writer.take();
}

}  // namespace

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
