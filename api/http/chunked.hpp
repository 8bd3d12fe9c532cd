// Reads a chunked body (RFC 9112 §7.1) as it arrives.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "foundation/result.hpp"

namespace pavane::http {

class ChunkedReader {
  public:
    // What one call made of its input.
    struct Progress {
        std::size_t used = 0;  // bytes of the input; the rest, if any, belongs to the next request
        std::string content;   // bytes of the body
    };

    // Strict: sizes are 1 to 8 hexadecimal digits, every line ends with CR LF, a chunk with CR LF and the body with the
    // last chunk and its trailer (checked and dropped). Size lines are at most 256 bytes, the trailer 4 kB. Else 400.
    Result<Progress, Refusal> read(std::string_view input);

    bool is_complete() const { return part_ == Part::complete; }

  private:
    enum class Part { size_line, content, content_end, trailer, complete };

    Result<void, Refusal> read_size_line();

    Part part_ = Part::size_line;
    std::string line_;        // of a size line, the CR LF after a chunk, or the whole trailer
    std::uint64_t left_ = 0;  // bytes of the chunk
};

}  // namespace pavane::http
