// From offsets in a text to lines and columns.
#pragma once

#include <cstddef>
#include <string_view>

#include "xml/tree_builder.hpp"

namespace pavane::xml {

// The offsets that it is asked for must grow; each byte of the text is looked at once.
class PlaceFinder {
  public:
    explicit PlaceFinder(std::string_view text) : text_(text) {}

    // The place of the tag that ends before `end`: '<' cannot stand inside a tag.
    Position tag_before(std::size_t end);

    // The place of the first character from `begin` to `end` that is no white space.
    Position text_between(std::size_t begin, std::size_t end);

  private:
    Position move_to(std::size_t offset);

    std::string_view text_;
    std::size_t offset_ = 0;
    Position at_{1, 1};
};

}  // namespace pavane::xml
