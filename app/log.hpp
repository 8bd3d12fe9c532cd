// The log: one line an event on standard error, as key=value or as JSON. Control characters of whoever's text never
// reach it raw.
#pragma once

#include <chrono>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "runtime/engine/engine.hpp"

namespace pavane::app {

class Log : public engine::Journal {
  public:
    enum class Format { key_value, json };
    using Field = std::pair<std::string_view, std::string>;

    explicit Log(Format format) : format_(format) {}

    void info(std::string_view message, std::initializer_list<Field> fields = {}) { write("info", message, fields); }
    void warn(const std::string& message) override { write("warn", message, {}); }
    void warn(std::string_view message, std::initializer_list<Field> fields) { write("warn", message, fields); }
    // A line each, but ten a second at the most and one that says that there are more: one cause can open thousands,
    // and all are in the database.
    void incident_opened(const engine::OpenedIncident& incident) override;
    void error(std::string_view message, std::initializer_list<Field> fields = {}) { write("error", message, fields); }

  private:
    void write(std::string_view level, std::string_view message, std::initializer_list<Field> fields);

    const Format format_;
    std::mutex mutex_;
    std::chrono::sys_seconds second_of_incidents_{};  // under mutex_, as is:
    unsigned incidents_in_second_ = 0;
};

}  // namespace pavane::app
