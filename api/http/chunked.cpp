#include "api/http/chunked.hpp"

#include <algorithm>
#include <charconv>

#include "api/http/head.hpp"

namespace pavane::http {

namespace {

constexpr std::size_t max_size_line = 256;
constexpr std::size_t max_trailer = 4096;

tl::unexpected<Refusal> malformed() { return unexpected(Refusal{400, "The chunked body is malformed."}); }

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

// line_ is "size[;extension]" CR LF.
Result<void, Refusal> ChunkedReader::read_size_line() {
    const std::string_view line(line_.data(), line_.size() - 2);
    if (std::any_of(line.begin(), line.end(), [](char c) { return (c < 0x20 && c >= 0 && c != '\t') || c == 0x7F; }))
        return malformed();
    const std::size_t digits = line.find_first_not_of("0123456789abcdefABCDEF");
    const std::size_t length = std::min(digits, line.size());
    if (length == 0 || length > 8) return malformed();
    if (length < line.size() && line[length] != ';') return malformed();
    const std::string_view size = line.substr(0, length);
    std::from_chars(size.data(), size.data() + size.size(), left_, 16);
    part_ = left_ == 0 ? Part::trailer : Part::content;
    line_.clear();
    return {};
}

Result<ChunkedReader::Progress, Refusal> ChunkedReader::read(std::string_view input) {
    Progress progress;
    while (progress.used < input.size() && part_ != Part::complete) {
        if (part_ == Part::content) {
            const std::size_t count = std::min<std::uint64_t>(left_, input.size() - progress.used);
            progress.content += input.substr(progress.used, count);
            progress.used += count;
            left_ -= count;
            if (left_ == 0) part_ = Part::content_end;
            continue;
        }
        const char c = input[progress.used++];
        line_ += c;
        if (c == '\n' && !ends_with(line_, "\r\n")) return malformed();
        if (line_.size() > (part_ == Part::trailer ? max_trailer : max_size_line)) return malformed();
        if (part_ == Part::content_end && std::string_view("\r\n").substr(0, line_.size()) != line_) return malformed();
        if (c != '\n') continue;
        if (part_ == Part::size_line) {
            if (const auto read = read_size_line(); !read) return unexpected(read.error());
        } else if (part_ == Part::content_end) {
            part_ = Part::size_line;
            line_.clear();
        } else if (line_ == "\r\n" || ends_with(line_, "\r\n\r\n")) {
            line_.resize(line_.size() - 2);
            if (!read_headers(line_)) return malformed();
            part_ = Part::complete;
        }
    }
    return progress;
}

}  // namespace pavane::http
