// One client's connection as a state machine without a socket: bytes and time go in, requests and bytes come out.
// Requests are read whole and one at a time; what a client sends ahead waits.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/answer_room.hpp"
#include "api/http/application.hpp"
#include "api/http/budget.hpp"
#include "api/http/chunked.hpp"
#include "api/http/clock.hpp"
#include "api/http/head.hpp"
#include "api/http/limits.hpp"
#include "api/http/request_ids.hpp"

namespace pavane::http {

class Connection {
  public:
    enum class Phase {
        head,       // waits for a request, or reads its head
        body,       // reads its body
        handling,   // the request is with the application
        answering,  // the answer is being written
        lingering,  // everything is written and our side ended: what comes is dropped until the client ends too
        closed
    };

    // `budget` is that of the bodies in memory; `ids` gives those of requests that are refused here.
    Connection(const Limits& limits, const Application& application, RequestIds& ids, std::shared_ptr<Budget> budget,
               Time now);
    ~Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void receive(std::string_view bytes, Time now);
    void end_of_input(Time now);  // the client will send no more; what it began and did not finish is refused
    void expire(Time now);        // the deadline has passed
    void stop(Time now);          // the front stops: a request that is not whole is not waited for
    void close();                 // the socket is broken, or the front has stopped

    // The request that has just been read, once.
    std::optional<Request> take_request();
    // Answers it. `ends` closes the connection after the answer; `share` is what the body takes of the budget.
    void answer(Response response, const std::string& request_id, bool ends, Time now, Share share = {});

    // What is to be written now, a part of the answer if it is large. sent() says how much of it was, and tells whether
    // nothing of the answer is left; it throws std::system_error if the next part cannot be read.
    std::string_view unsent() const { return std::string_view(output_).substr(sent_); }
    bool sent(std::size_t count, Time now);

    Phase phase() const { return phase_; }
    bool is_idle() const { return phase_ == Phase::head && input_.empty(); }
    bool wants_input() const {
        return phase_ != Phase::handling && phase_ != Phase::answering && phase_ != Phase::closed;
    }
    Time deadline() const { return deadline_; }  // Time::max(): none

  private:
    void advance(Time now);
    bool read_head(Time now);
    bool skip_empty_lines(Time now);
    bool read_body(Time now);
    Result<std::size_t, Refusal> find_head_end();
    Result<void, Refusal> take_body(std::string_view bytes);
    Result<bool, Refusal> take_counted();
    Result<bool, Refusal> take_chunks();
    bool begin_body(Head head, Time now);
    void begin_head(Time now);
    void refuse(const Refusal& refusal, Time now);
    void set_body_deadline();
    bool next_part();

    const Limits& limits_;
    const Application& application_;
    RequestIds& ids_;
    Phase phase_ = Phase::head;
    Time deadline_;
    Time phase_began_;
    std::string input_;        // received and not yet understood
    std::size_t scanned_ = 0;  // bytes of input_ that hold no end of a head
    Head head_;
    std::size_t body_limit_ = 0;
    ChunkedReader chunks_;
    bool head_began_ = false;
    std::size_t empty_lines_ = 0;  // before this head
    bool is_head_request_ = false;
    bool has_request_ = false;
    bool input_ended_ = false;
    bool ends_ = false;  // after the answer
    std::string output_;
    std::size_t sent_ = 0;  // of output_
    // What of the answer comes behind output_: a text, or a file from an offset on.
    std::string text_behind_;
    std::shared_ptr<StoredBody> file_behind_;
    std::size_t file_offset_ = 0;
    std::size_t answer_sent_ = 0;
    Share share_;  // that the request's body takes of the budget
    Share answer_share_;
};

}  // namespace pavane::http
