// Whether the client of one request is still there, and who wants to know when it is not. Any thread may ask; the front
// alone ends it.
#pragma once

#include <functional>
#include <mutex>

namespace pavane::http {

class Presence {
  public:
    bool has_ended() const;

    // Calls `call` once, when the client goes or at once if it has gone: on the I/O thread or on this one, so it must
    // not block. A second one takes the first one's place.
    void when_ended(std::function<void()> call);

    void end();

  private:
    mutable std::mutex mutex_;
    bool has_ended_ = false;
    std::function<void()> call_;
};

}  // namespace pavane::http
