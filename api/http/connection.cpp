#include "api/http/connection.hpp"

#include <algorithm>

#include "api/http/write.hpp"
#include "foundation/ensure.hpp"

namespace pavane::http {

namespace {

constexpr Time never = Time::max();
constexpr std::size_t most_empty_lines = 4;
constexpr std::size_t sent_with_head = 16 * 1024;  // a body up to this size goes into one packet with its head
constexpr std::size_t part_of_file = 128 * 1024;

tl::unexpected<Refusal> too_large() {
    return unexpected(Refusal{413, "The request's body is larger than this route accepts."});
}

std::chrono::milliseconds time_for(std::size_t bytes, std::size_t bytes_per_second) {
    return std::chrono::milliseconds(bytes * 1000 / bytes_per_second);
}

}  // namespace

Connection::Connection(const Limits& limits, const Application& application, RequestIds& ids,
                       std::shared_ptr<Budget> budget, Time now)
    : limits_(limits), application_(application), ids_(ids), share_(std::move(budget)) {
    begin_head(now);
}

void Connection::receive(std::string_view bytes, Time now) {
    if (phase_ == Phase::lingering || phase_ == Phase::closed) return;
    input_ += bytes;
    advance(now);
}

void Connection::advance(Time now) {
    while ((phase_ == Phase::head && read_head(now)) || (phase_ == Phase::body && read_body(now))) continue;
}

void Connection::begin_head(Time now) {
    phase_ = Phase::head;
    // What a large request has left behind must not stay with a connection that is idle.
    if (input_.empty()) input_ = {};
    deadline_ = now + limits_.idle_time;
    scanned_ = 0;
    head_began_ = false;
    empty_lines_ = 0;
    is_head_request_ = false;
    head_ = {};
    advance(now);
    if (input_ended_ && (phase_ == Phase::head || phase_ == Phase::body)) end_of_input(now);
}

// The head's size, or 0 while it is not whole.
Result<std::size_t, Refusal> Connection::find_head_end() {
    std::size_t line_feed = input_.find('\n', scanned_);
    for (; line_feed != std::string::npos; line_feed = input_.find('\n', line_feed + 1)) {
        if (line_feed == 0 || input_[line_feed - 1] != '\r')
            return unexpected(Refusal{400, "A line of the request's head does not end with CR LF."});
        if (line_feed >= 3 && input_.compare(line_feed - 3, 3, "\r\n\r") == 0) break;
    }
    scanned_ = input_.size();
    const std::size_t size = line_feed == std::string::npos ? 0 : line_feed + 1;
    if (std::max(size, size == 0 ? input_.size() : 0) > limits_.head_bytes)
        return unexpected(Refusal{431, "The request's head is too large."});
    return size;
}

// RFC 9112 §2.2: a few empty lines before a request are skipped. False: there were too many.
bool Connection::skip_empty_lines(Time now) {
    std::size_t end = 0;
    while (input_.compare(end, 2, "\r\n") == 0) end += 2;
    if (end == 0) return true;
    input_.erase(0, end);
    scanned_ = 0;
    empty_lines_ += end / 2;
    if (empty_lines_ <= most_empty_lines) return true;
    refuse({400, "There are too many empty lines before the request."}, now);
    return false;
}

bool Connection::read_head(Time now) {
    if (input_.empty()) return false;
    if (!head_began_) deadline_ = now + limits_.head_time;
    head_began_ = true;
    if (!skip_empty_lines(now) || input_.empty()) return false;
    const auto size = find_head_end();
    if (!size) {
        refuse(size.error(), now);
        return false;
    }
    if (*size == 0) return false;
    auto head = http::read_head(std::string_view(input_).substr(0, *size));
    input_.erase(0, *size);
    if (!head) {
        refuse(head.error(), now);
        return false;
    }
    return begin_body(std::move(*head), now);
}

bool Connection::begin_body(Head head, Time now) {
    head_ = std::move(head);
    is_head_request_ = head_.request.method == "HEAD";
    ends_ = ends_ || !head_.keeps_alive;
    body_limit_ = application_.body_limit(head_.request);
    phase_ = Phase::body;
    phase_began_ = now;
    if (head_.content_length > body_limit_) {
        refuse(too_large().value(), now);
        return false;
    }
    chunks_ = {};
    set_body_deadline();
    const bool has_body = head_.is_chunked || head_.content_length > 0;
    if (head_.expects_continue && has_body && input_.empty()) output_ += "HTTP/1.1 100 Continue\r\n\r\n";
    return true;
}

void Connection::set_body_deadline() {
    const auto at_slowest_rate = limits_.slow_start + time_for(head_.request.body.size(), limits_.slowest_rate);
    deadline_ = phase_began_ + std::min<std::chrono::milliseconds>(limits_.body_time, at_slowest_rate);
}

Result<void, Refusal> Connection::take_body(std::string_view bytes) {
    if (bytes.size() > body_limit_ - head_.request.body.size()) return too_large();
    if (!share_.grow(bytes.size()))
        return unexpected(Refusal{503, "The server is busy with other large requests. Try again later."});
    head_.request.body += bytes;
    return {};
}

// Both tell whether the body is whole.
Result<bool, Refusal> Connection::take_counted() {
    const std::size_t missing = head_.content_length - head_.request.body.size();
    const std::size_t count = std::min(missing, input_.size());
    if (const auto taken = take_body(std::string_view(input_).substr(0, count)); !taken)
        return unexpected(taken.error());
    input_.erase(0, count);
    return count == missing;
}

Result<bool, Refusal> Connection::take_chunks() {
    const auto progress = chunks_.read(input_);
    if (!progress) return unexpected(progress.error());
    if (const auto taken = take_body(progress->content); !taken) return unexpected(taken.error());
    input_.erase(0, progress->used);
    return chunks_.is_complete();
}

bool Connection::read_body(Time now) {
    const auto is_whole = head_.is_chunked ? take_chunks() : take_counted();
    if (!is_whole) {
        refuse(is_whole.error(), now);
        return false;
    }
    if (!*is_whole) {
        set_body_deadline();
        return false;
    }
    phase_ = Phase::handling;
    deadline_ = never;
    has_request_ = true;
    return true;
}

std::optional<Request> Connection::take_request() {
    if (!has_request_) return std::nullopt;
    has_request_ = false;
    return std::exchange(head_.request, {});
}

void Connection::answer(Response response, const std::string& request_id, bool ends, Time now, Share share) {
    ENSURE(phase_ == Phase::handling || phase_ == Phase::head || phase_ == Phase::body);
    ends_ = ends_ || ends;
    output_ += write_head(response, {ends_, request_id});
    share_.release();
    answer_share_ = std::move(share);
    const bool has_body = !is_head_request_ && response.status != 204;
    if (has_body && response.body.size() <= sent_with_head)
        output_ += response.body;
    else if (has_body)
        text_behind_ = std::move(response.body);
    file_behind_ = has_body ? std::move(response.stored) : nullptr;
    file_offset_ = 0;
    answer_sent_ = 0;
    phase_ = Phase::answering;
    phase_began_ = now;
    deadline_ = now + limits_.write_time;
}

void Connection::refuse(const Refusal& refusal, Time now) {
    input_.clear();
    const std::string* origin = phase_ == Phase::body ? head_.request.header("origin") : nullptr;
    answer(application_.refusal(refusal, origin), ids_.next(), true, now);
}

bool Connection::sent(std::size_t count, Time now) {
    sent_ += count;
    answer_sent_ += count;
    if (phase_ == Phase::answering)
        deadline_ = phase_began_ + limits_.write_time + time_for(answer_sent_, limits_.slowest_rate);
    if (sent_ < output_.size()) return false;
    output_ = {};
    sent_ = 0;
    if (phase_ != Phase::answering) return true;
    if (next_part()) return false;
    answer_share_.release();
    if (!ends_) {
        begin_head(now);
    } else if (input_ended_) {
        close();
    } else {
        phase_ = Phase::lingering;
        deadline_ = now + limits_.linger_time;
    }
    return true;
}

bool Connection::next_part() {
    output_ = std::exchange(text_behind_, {});
    if (file_behind_) {
        output_ = file_behind_->read(file_offset_, part_of_file);
        file_offset_ += output_.size();
    }
    if (output_.empty()) file_behind_ = nullptr;
    return !output_.empty();
}

void Connection::end_of_input(Time now) {
    input_ended_ = true;
    if (phase_ == Phase::lingering || is_idle()) {
        close();
    } else if (phase_ == Phase::head || phase_ == Phase::body) {
        refuse({400, "The request ends before it is complete."}, now);
    }
}

void Connection::expire(Time now) {
    if (phase_ == Phase::body || (phase_ == Phase::head && !input_.empty())) {
        refuse({408, "The request came too slowly."}, now);
    } else {
        close();
    }
}

void Connection::stop(Time now) {
    if (is_idle()) {
        close();
    } else if (phase_ == Phase::head || phase_ == Phase::body) {
        refuse({503, "The server is shutting down. Nothing was changed."}, now);
    }
}

void Connection::close() {
    phase_ = Phase::closed;
    deadline_ = never;
    input_ = {};
    output_ = {};
    sent_ = 0;
    text_behind_ = {};
    file_behind_ = nullptr;
    share_.release();
    answer_share_.release();
}

}  // namespace pavane::http
