#include "xml/place_finder.hpp"

#include <algorithm>

#include "foundation/ensure.hpp"

namespace pavane::xml {

Position PlaceFinder::tag_before(std::size_t end) {
    ENSURE(end <= text_.size() && end > 0);
    const std::size_t start = text_.rfind('<', end - 1);
    ENSURE(start != std::string_view::npos);
    return move_to(start);
}

Position PlaceFinder::text_between(std::size_t begin, std::size_t end) {
    return move_to(std::min({text_.find_first_not_of(" \t\r\n", begin), end, text_.size() - 1}));
}

Position PlaceFinder::move_to(std::size_t offset) {
    ENSURE(offset >= offset_ && offset < text_.size());
    for (; offset_ < offset; ++offset_) {
        const char c = text_[offset_];
        const bool line_end = c == '\n' || (c == '\r' && text_[offset_ + 1] != '\n');
        const bool continues_character = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
        if (line_end) {
            ++at_.line;
            at_.column = 1;
        } else if (!continues_character) {
            ++at_.column;
        }
    }
    return at_;
}

}  // namespace pavane::xml
