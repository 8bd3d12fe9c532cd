// From the bytes of a .dmn file to the document: any DMN from 1.1 to 1.6 by its namespace. What cannot be understood is
// said, with its place; only what is no XML or no DMN at all is refused.
#pragma once

#include <string_view>

#include "dmn/model/document.hpp"
#include "foundation/result.hpp"
#include "xml/parse.hpp"

namespace pavane::dmn {

// The diagnostics are warnings and notes; whether a decision can be evaluated is the linker's business.
struct ParsedDocument {
    document::Definitions definitions;
    Diagnostics diagnostics;
};

// The error holds at least one diagnostic of severity error.
Result<ParsedDocument, Diagnostics> parse(std::string_view bytes, const xml::Limits& limits = {});

}  // namespace pavane::dmn
