// Makes a tree of a parser's events: binds prefixes to namespaces and enforces the limits that concern the tree.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "xml/parse.hpp"

namespace pavane::xml {

// Thrown through the parser's callbacks, which have no other way to stop it; never leaves this module.
struct Refusal {
    std::string message;
};

struct RawAttribute {
    std::string name;  // as written, prefix included
    std::string value;
};

struct Position {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

class TreeBuilder {
  public:
    TreeBuilder(const Limits& limits, Document& document) : limits_(limits), document_(document) {}

    // Each throws Refusal when a limit is reached.
    void start_element(std::string_view name, std::vector<RawAttribute> attributes, Position at);
    void end_element() { open_.pop_back(); }
    // Characters that are not only white space come with the place of the first that is none.
    void text(std::string_view characters, Position at = {});
    void comment_or_instruction() { count_node(); }

  private:
    void count_node();
    void bind_names(Element& element, std::string_view name, std::vector<RawAttribute> attributes);
    std::string bound(const Element& element, std::string_view prefix);

    const Limits& limits_;
    Document& document_;
    std::vector<Element*> open_;  // each points into its parent's children, which do not grow while a child is open
    std::size_t nodes_ = 0;
};

}  // namespace pavane::xml
