// One linear look over a document before the parser gets it, for what must never reach the parser.
#pragma once

#include <optional>
#include <string_view>

#include "xml/parse.hpp"

namespace pavane::xml {

// Refuses document type declarations, and tags with so many attributes that checking them for duplicates, which takes
// the parser quadratic time, becomes an attack. Says nothing about well-formedness: what is malformed stops the parser
// where it stands.
std::optional<Error> prescan(std::string_view text, const Limits& limits);

}  // namespace pavane::xml
