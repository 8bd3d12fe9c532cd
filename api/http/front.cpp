#include "api/http/front.hpp"

#include "api/http/io_thread.hpp"

namespace pavane::http {

Front::Front(FrontOptions options, Application& application, const Clock& clock)
    : io_thread_(std::make_unique<IoThread>(std::move(options), application, clock)) {}

Front::~Front() = default;

std::uint16_t Front::port() const { return io_thread_->port(); }

const FrontStatistics& Front::statistics() const { return io_thread_->statistics(); }

void Front::stop_accepting() { io_thread_->stop_accepting(); }

void Front::drain(std::chrono::milliseconds limit) { io_thread_->drain(limit); }

void Front::check_deadlines() { io_thread_->wake(); }

}  // namespace pavane::http
