// From bytes in one of the five encodings that are accepted to UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "foundation/result.hpp"

namespace pavane::xml {

struct Decoded {
    std::string text;      // UTF-8 without byte order mark; characters that XML forbids are not looked for here
    std::string encoding;  // what the bytes were in
    std::optional<std::string> warning;
};

// The encoding is taken from the byte order mark, else from the XML declaration, else it is UTF-8. Bytes declared as
// UTF-8 or US-ASCII that are not are read as windows-1252, with a warning. The error is a sentence that repeats nothing
// of the input.
Result<Decoded, std::string> decode(std::string_view bytes);

// `character` is a Unicode scalar value.
void append_utf8(std::string& text, char32_t character);

}  // namespace pavane::xml
