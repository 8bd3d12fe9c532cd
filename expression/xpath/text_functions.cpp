#include <libxml/xpathInternals.h>

#include <cstring>
#include <unordered_map>

#include "expression/xpath/evaluation.hpp"
#include "expression/xpath/functions.hpp"
#include "expression/xpath/scalar_text.hpp"

namespace pavane::expression::xpath {
namespace {

// The library would write small numbers with an exponent.
std::string pop(xmlXPathParserContext* parser) {
    const ObjectOwner object(valuePop(parser));
    if (object && object->type == XPATH_NUMBER) return number_text(object->floatval);
    const TextOwner text(xmlXPathCastToString(object.get()));
    return std::string(from_library(text.get()));
}

void push(xmlXPathParserContext* parser, std::string_view text) {
    Evaluation::of(*parser).produced(text.size());
    valuePush(parser, xmlXPathNewString(to_library(std::string(text))));
}

// The library's own, its result counted.
template <void (*function)(xmlXPathParserContext*, int)>
void counted(xmlXPathParserContext* parser, int arguments) {
    function(parser, arguments);
    if (parser->value && parser->value->type == XPATH_STRING)
        Evaluation::of(*parser).produced(from_library(parser->value->stringval).size());
}

// Linear in both, as std::string_view::find is not.
std::size_t find(std::string_view text, std::string_view wanted) {
    const void* found = memmem(text.data(), text.size(), wanted.data(), wanted.size());
    return found ? static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) : std::string_view::npos;
}

void string(xmlXPathParserContext* parser, int arguments) {
    if (arguments == 0) return counted<xmlXPathStringFunction>(parser, 0);
    push(parser, pop(parser));
}

void contains(xmlXPathParserContext* parser, int) {
    const std::string wanted = pop(parser);
    const std::string text = pop(parser);
    valuePush(parser, xmlXPathNewBoolean(find(text, wanted) != std::string_view::npos ? 1 : 0));
}

void substring_before(xmlXPathParserContext* parser, int) {
    const std::string wanted = pop(parser);
    const std::string text = pop(parser);
    const std::size_t at = find(text, wanted);
    push(parser, at == std::string_view::npos ? std::string_view() : std::string_view(text).substr(0, at));
}

void substring_after(xmlXPathParserContext* parser, int) {
    const std::string wanted = pop(parser);
    const std::string text = pop(parser);
    const std::size_t at = find(text, wanted);
    push(parser, at == std::string_view::npos ? std::string_view() : std::string_view(text).substr(at + wanted.size()));
}

void concat(xmlXPathParserContext* parser, int arguments) {
    std::vector<std::string> parts;
    for (int i = 0; i < arguments && !parser->error; ++i) {
        parts.push_back(pop(parser));
        Evaluation::of(*parser).produced(parts.back().size());
        // What has failed ends at the library's next step, which a long list of arguments would put off.
        if (Evaluation::of(*parser).has_failed()) return xmlXPathErr(parser, XPATH_MEMORY_ERROR);
    }
    std::string text;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) text += *part;
    valuePush(parser, xmlXPathNewString(to_library(text)));
}

// The bytes of the character at `at`, which is moved behind it.
std::string_view take_character(std::string_view text, std::size_t& at) {
    const std::size_t begin = at++;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    return text.substr(begin, at - begin);
}

void translate(xmlXPathParserContext* parser, int) {
    const std::string to = pop(parser);
    const std::string from = pop(parser);
    const std::string text = pop(parser);
    std::unordered_map<std::string_view, std::string_view> replacements;
    for (std::size_t at_from = 0, at_to = 0; at_from < from.size();) {
        const std::string_view character = take_character(from, at_from);
        replacements.emplace(character, at_to < to.size() ? take_character(to, at_to) : std::string_view());
    }
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view character = take_character(text, at);
        const auto replacement = replacements.find(character);
        result.append(replacement == replacements.end() ? character : replacement->second);
    }
    push(parser, result);
}

}  // namespace

xmlXPathFunction find_text_function(std::string_view name) {
    if (name == "contains") return contains;
    if (name == "concat") return concat;
    if (name == "substring-before") return substring_before;
    if (name == "substring-after") return substring_after;
    if (name == "translate") return translate;
    if (name == "string") return string;
    if (name == "substring") return counted<xmlXPathSubstringFunction>;
    if (name == "normalize-space") return counted<xmlXPathNormalizeFunction>;
    return nullptr;
}

}  // namespace pavane::expression::xpath
