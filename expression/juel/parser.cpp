#include "expression/juel/parser.hpp"

#include "expression/juel/expression_parser.hpp"

namespace pavane::expression::juel {
namespace {

// The plain text from `begin` on, up to the next ${ or #{ that has no backslash before it. A backslash before one of
// them makes it plain and is left out.
struct PlainText {
    std::string content;
    std::size_t end;
};

PlainText read_plain_text(std::string_view text, std::size_t begin) {
    PlainText plain{{}, begin};
    for (std::size_t& at = plain.end; at < text.size(); ++at) {
        const bool opens = (text[at] == '$' || text[at] == '#') && at + 1 < text.size() && text[at + 1] == '{';
        if (opens && (at == begin || text[at - 1] != '\\')) return plain;
        if (opens) plain.content.pop_back();
        plain.content.push_back(text[at]);
    }
    return plain;
}

}  // namespace

Result<std::shared_ptr<const Code>, SyntaxError> parse(std::string_view text) {
    if (text.size() > max_text_bytes) return syntax_error(text, 0, "the text is longer than 64 kB");
    Emitter emitter;
    std::uint16_t parts = 0;
    char opening = '\0';
    for (std::size_t at = 0; at < text.size() || parts == 0;) {
        const PlainText plain = read_plain_text(text, at);
        at = plain.end;
        if (!plain.content.empty() || text.empty()) {
            emitter.constant(Value(plain.content));
            ++parts;
        }
        if (at >= text.size()) break;
        if (opening != '\0' && opening != text[at])
            return syntax_error(text, at, "the text mixes ${ and #{: use one of them throughout");
        opening = text[at];
        const auto end = ExpressionParser(text, at + 2, emitter).parse();
        if (!end) return unexpected(end.error());
        at = *end;
        ++parts;
    }
    if (parts > 1) emitter.emit({.op = Op::concatenate, .count = parts}, parts, 1);
    Code code = emitter.take();
    code.is_plain_text = opening == '\0';
    return std::make_shared<const Code>(std::move(code));
}

}  // namespace pavane::expression::juel
