#include "expression/xpath/code.hpp"

#include <algorithm>

#include "expression/xpath/messages.hpp"
#include "foundation/ensure.hpp"
#include "foundation/utf8.hpp"

namespace pavane::expression::xpath {
namespace {

constexpr std::size_t max_text_bytes = std::size_t{64} * 1024;

struct FirstError {
    int code = 0;
    int offset_bytes = 0;
};

void remember(void* first, xmlError* error) {
    auto& known = *static_cast<FirstError*>(first);
    if (known.code == 0) known = {error->code, error->int1};
}

std::size_t column_at(std::string_view text, int offset_bytes) {
    const std::size_t end = std::min(static_cast<std::size_t>(std::max(offset_bytes, 0)), text.size());
    const auto starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    return static_cast<std::size_t>(std::ranges::count_if(text.substr(0, end), starts_character)) + 1;
}

}  // namespace

Result<std::shared_ptr<const Code>, SyntaxError> compile(std::string_view text, PathsBegin paths_begin) {
    if (text.size() > max_text_bytes) return unexpected(SyntaxError{"the text is longer than 64 kB", 1});
    if (!is_utf8(text) || text.find('\0') != text.npos)
        return unexpected(SyntaxError{"the text holds characters that XPath does not know", 1});
    if (text.find_first_not_of(" \t\r\n") == text.npos) return unexpected(SyntaxError{"the expression is empty", 1});
    auto scanned = scan(text, paths_begin);
    if (!scanned) return unexpected(std::move(scanned.error()));
    xmlInitParser();
    const ContextOwner context(xmlXPathNewContext(nullptr));
    ENSURE(context != nullptr);
    FirstError error;
    context->userData = &error;
    context->error = remember;
    auto code = std::make_shared<Code>();
    code->compiled.reset(xmlXPathCtxtCompile(context.get(), to_library(std::string(text))));
    if (!code->compiled)
        return unexpected(SyntaxError{syntax_message(error.code), column_at(text, error.offset_bytes)});
    code->scan = std::move(*scanned);
    return code;
}

}  // namespace pavane::expression::xpath
