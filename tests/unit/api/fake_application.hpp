// An application that says what it was asked, and keeps the requests below /later unanswered until the test answers
// them.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "api/http/application.hpp"

class FakeApplication final : public pavane::http::Application {
  public:
    static constexpr std::size_t limit = 100'000;

    // `on_head` is called on the I/O thread for each head that was read.
    explicit FakeApplication(std::function<void()> on_head = {}) : on_head_(std::move(on_head)) {}

    std::size_t body_limit(const pavane::http::Request& head) const override {
        if (on_head_) on_head_();
        return !head.path.empty() && head.path[0] == "small" ? 10 : limit;
    }

    bool may_take_long(const pavane::http::Request& request) const override {
        return !request.path.empty() && request.path[0] == "long";
    }

    void handle(pavane::http::Request request, pavane::http::Responder responder) override {
        if (!request.path.empty() && request.path[0] == "throw") throw std::runtime_error("thrown");
        if (!request.path.empty() && request.path[0] == "break") throw std::length_error("and so does who is told");
        if (!request.path.empty() && request.path[0] == "drop") return;
        if (!request.path.empty() && request.path[0] == "split") {
            responder.answer({200, "text/plain", "", {{"X-Text", "a\r\nSet-Cookie: b"}}});
            return;
        }
        if (may_take_long(request)) wait_for_release();
        std::string text = request.method;
        for (const std::string& segment : request.path) text += " " + segment;
        text += " [" + request.body + "]";
        const std::lock_guard lock(mutex_);
        seen_.push_back(text);
        if (!request.path.empty() && request.path[0] == "later") {
            waiting_.push_back(responder);
        } else if (request.path.size() == 2 && request.path[0] == "sized") {
            responder.answer({200, "text/plain", std::string(std::stoul(request.path[1]), 'x'), {}});
        } else if (!request.path.empty() && request.path[0] == "large") {
            responder.answer({200, "text/plain", std::string(50'000'000, 'x'), {}});
        } else {
            responder.answer({200, "text/plain", text, {}});
        }
        changed_.notify_all();
    }

    std::optional<pavane::http::Refusal> refuse_host(const pavane::http::Request& request) const override {
        if (*request.header("host") != "evil.example") return std::nullopt;
        return pavane::http::Refusal{403, "That is somebody else."};
    }

    pavane::http::Response refusal(const pavane::http::Refusal& refusal, const std::string* origin) const override {
        return {refusal.status, "text/plain", refusal.message + (origin ? " [" + *origin + "]" : ""), {}};
    }

    pavane::http::Response failure(const std::exception& error, const std::string&) const override {
        if (dynamic_cast<const std::length_error*>(&error)) throw std::runtime_error("the log is full");
        return {500, "text/plain", std::string("failure: ") + error.what(), {}};
    }

    std::vector<std::string> seen() {
        const std::lock_guard lock(mutex_);
        return seen_;
    }

    // Lets one request below /long, which keeps its worker until then, be answered.
    void release() {
        const std::lock_guard lock(mutex_);
        ++released_;
        changed_.notify_all();
    }
    int held() {
        const std::lock_guard lock(mutex_);
        return held_;
    }

    // Waits until a request below /later has come, and hands out the right to answer it.
    pavane::http::Responder next_waiting() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !waiting_.empty(); });
        pavane::http::Responder responder = waiting_.front();
        waiting_.erase(waiting_.begin());
        return responder;
    }

  private:
    void wait_for_release() {
        std::unique_lock lock(mutex_);
        ++held_;
        changed_.wait(lock, [this] { return released_ > 0; });
        --released_;
        --held_;
    }

    const std::function<void()> on_head_;
    int held_ = 0;
    int released_ = 0;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> seen_;
    std::vector<pavane::http::Responder> waiting_;
};
