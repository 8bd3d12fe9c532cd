// Reads a type where it stands in a larger text. Private to this folder.
#pragma once

#include <string_view>

#include "expression/feel/lexer.hpp"
#include "expression/feel/types.hpp"

namespace pavane::expression::feel {

struct ParsedType {
    Type type;
    std::size_t end = 0;  // behind its last byte
};

Result<ParsedType, LexicalError> type_at(std::string_view text, std::size_t offset, const NamedTypes* types);

}  // namespace pavane::expression::feel
