#include "xml/prescan.hpp"

#include <algorithm>

namespace pavane::xml {
namespace {

Error error_at(std::string message, std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const std::size_t line_end = before.rfind('\n');
    const std::size_t line_start = line_end == std::string_view::npos ? 0 : line_end + 1;
    return {std::move(message), static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1),
            static_cast<std::uint32_t>(offset - line_start + 1)};
}

std::size_t after(std::string_view text, std::string_view end, std::size_t from) {
    const std::size_t at = text.find(end, from);
    return at == std::string_view::npos ? text.size() : at + end.size();
}

struct Tag {
    std::size_t end = 0;     // behind its '>'
    std::size_t quoted = 0;  // how many attribute values it holds
};

Tag scan_tag(std::string_view text, std::size_t start) {
    Tag tag;
    std::size_t at = start;
    while (at < text.size() && text[at] != '>') {
        if (text[at] == '"' || text[at] == '\'') {
            ++tag.quoted;
            at = text.find(text[at], at + 1);
            if (at == std::string_view::npos) at = text.size() - 1;
        }
        ++at;
    }
    tag.end = std::min(at + 1, text.size());
    return tag;
}

}  // namespace

std::optional<Error> prescan(std::string_view text, const Limits& limits) {
    for (std::size_t at = text.find('<'); at < text.size(); at = text.find('<', at)) {
        const std::string_view rest = text.substr(at);
        if (rest.starts_with("<!--")) {
            at = after(text, "-->", at + 4);
        } else if (rest.starts_with("<![CDATA[")) {
            at = after(text, "]]>", at);
        } else if (rest.starts_with("<?")) {
            at = after(text, "?>", at);
        } else if (rest.starts_with("<!DOCTYPE")) {
            return error_at(
                "The document has a document type declaration (<!DOCTYPE>), which is not accepted. Remove it.", text,
                at);
        } else {
            const Tag tag = scan_tag(text, at);
            if (tag.quoted > limits.attributes_per_element + limits.namespaces_per_element)
                return error_at("The document has too many attributes on one element.", text, at);
            at = tag.end;
        }
    }
    return std::nullopt;
}

}  // namespace pavane::xml
