// Where answers are until their clients have read them: small ones in memory, large ones, and all that memory has no
// room for, in temporary files without a name. How fast a client reads costs neither a thread nor memory.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "api/http/budget.hpp"

namespace pavane::http {

// An answer has found no room. The words are for the client.
class NoRoom : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// A temporary file, gone with this object.
class StoredBody {
  public:
    StoredBody(const std::string& directory, std::shared_ptr<Budget> budget);  // throws NoRoom
    ~StoredBody();
    StoredBody(const StoredBody&) = delete;
    StoredBody& operator=(const StoredBody&) = delete;

    void append(std::string_view bytes);  // throws NoRoom
    std::size_t size() const { return size_; }
    // Up to `count` bytes from `offset` on. Throws std::system_error.
    std::string read(std::size_t offset, std::size_t count) const;

  private:
    int descriptor_ = -1;
    std::size_t size_ = 0;
    Share share_;
};

struct AnswerLimits {
    std::size_t memory = 256 * 1024 * 1024;                   // of all answers that are in memory, and what shares it
    std::size_t files = std::size_t{4} * 1024 * 1024 * 1024;  // of all temporary files together
    std::size_t largest_in_memory = 1024 * 1024;              // of one answer
    std::size_t always_in_memory = 4 * 1024;                  // an answer up to this size needs no room
};

class AnswerRoom {
  public:
    explicit AnswerRoom(const AnswerLimits& limits = {});

    const AnswerLimits& limits() const { return limits_; }
    const std::shared_ptr<Budget>& memory() const { return memory_; }
    const std::shared_ptr<Budget>& files() const { return files_; }
    std::shared_ptr<StoredBody> new_file() const;  // throws NoRoom

  private:
    const AnswerLimits limits_;
    std::string directory_;  // TMPDIR, else /var/tmp, else /tmp
    std::shared_ptr<Budget> memory_;
    std::shared_ptr<Budget> files_;
};

// A body that is made piece by piece: in memory up to the largest that may be there, then in a file. Where none can be
// made, in memory as long as there is room.
class GrowingBody {
  public:
    explicit GrowingBody(const AnswerRoom& room) : room_(room), share_(room.memory()) {}

    void append(std::string_view bytes);  // throws NoRoom

    // The whole body: text, or what is in a file.
    std::string text;
    std::shared_ptr<StoredBody> stored;

  private:
    void begin_file();

    const AnswerRoom& room_;
    Share share_;
    bool is_without_files_ = false;
};

}  // namespace pavane::http
