// Reads untrusted bytes as XML 1.0 with namespaces. Nothing outside the bytes is ever read: a document type declaration
// is refused before the parser sees it, and every limit ends the reading at once (reliability contract §3.1).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/result.hpp"
#include "xml/element.hpp"

namespace pavane::xml {

struct Limits {
    std::size_t size_bytes = std::size_t{5} * 1024 * 1024;
    std::size_t depth = 200;
    std::size_t attributes_per_element = 256;  // namespace declarations not counted
    std::size_t namespaces_per_element = 64;
    std::size_t namespaces_in_force = 256;  // those of the elements around included: every name is looked up among them
    std::size_t nodes = 200'000;            // elements, comments, processing instructions and pieces of text
};

// A plain sentence that never repeats anything of the input; the place is 1-based, 0 when the error has none.
struct Error {
    std::string message;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    bool is_malformed = false;  // no well-formed XML; else it may be, and a rule of ours or a limit refuses it
};

// Something that was put right while reading.
struct Warning {
    std::string message;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    bool is_unbound_prefix = false;  // whoever reads the tree finds it there, too: a prefix, and no namespace
};

struct Document {
    Element root;
    std::string encoding;  // what the bytes were in: UTF-8, UTF-16, US-ASCII, ISO-8859-1 or windows-1252
    std::vector<Warning> warnings;
};

// Comments and processing instructions are dropped, CDATA is text, line ends become '\n'. A prefix that is not bound is
// a warning and gives an empty namespace. Safe to call from many threads at once.
Result<Document, Error> parse(std::string_view bytes, const Limits& limits = {});

}  // namespace pavane::xml
