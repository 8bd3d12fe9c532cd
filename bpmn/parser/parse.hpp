// From the bytes of a .bpmn file to the document: lenient to the last, because a tool's file is material and not an
// enemy (import contract). What cannot be understood is kept and said; only what is no XML or no BPMN at all is
// refused.
#pragma once

#include <string_view>

#include "bpmn/model/document.hpp"
#include "foundation/result.hpp"

namespace pavane::bpmn {

// The diagnostics are warnings and notes; whether a process can run is the linker's business.
struct ParsedDocument {
    document::Document document;
    Diagnostics diagnostics;
};

// The code of the diagnostic that says that the file is no XML at all.
inline constexpr std::string_view not_well_formed = "xml-unreadable";
// The codes of those that notice a reference to nothing, and an id that occurs twice, whatever that means for the
// element.
inline constexpr const char* dangling_reference = "reference-dangling";
inline constexpr const char* repeated_id = "id-duplicate";

// The error holds at least one diagnostic of severity error.
Result<ParsedDocument, Diagnostics> parse(std::string_view bytes);

}  // namespace pavane::bpmn
