// The only file pair that knows Xerces-C++: runs its SAX2 parser over decoded text and hands the events to the tree
// builder.
#pragma once

#include <optional>
#include <string_view>

#include "xml/tree_builder.hpp"

namespace pavane::xml {

// Once is enough, and read_events() does it by itself; at a program's start there is memory for it. Throws
// std::runtime_error with a sentence, for want of memory.
void start_parser();

// `text` is UTF-8 without byte order mark and without document type declaration.
std::optional<Error> read_events(std::string_view text, TreeBuilder& tree);

}  // namespace pavane::xml
