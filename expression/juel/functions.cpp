#include "expression/juel/functions.hpp"

#include <array>

#include "expression/juel/coercion.hpp"
#include "expression/xpath/xml_element.hpp"

namespace pavane::expression::juel {
namespace {

using Arguments = std::span<const Value>;

Outcome now(Arguments, Evaluation& evaluation) { return Value(DateTime{evaluation.scope().now(), 0}); }

// What only the engine knows is asked of the scope, as a method of the object without a name.
Outcome ask_scope(std::string_view function, Arguments arguments, Evaluation& evaluation) {
    auto answer = evaluation.scope().call("", function, arguments);
    if (!answer) return unknown_method("the function '" + std::string(function) + "' has no answer here");
    if (!*answer) return fault(std::move(answer->error().message));
    return std::move(**answer);
}

Outcome current_user(Arguments arguments, Evaluation& evaluation) {
    return ask_scope("currentUser", arguments, evaluation);
}

Outcome current_user_groups(Arguments arguments, Evaluation& evaluation) {
    return ask_scope("currentUserGroups", arguments, evaluation);
}

bool looks_like_xml(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '<';
}

// A text that holds JSON, a document, or the JSON of any other value.
Outcome json(Arguments arguments, Evaluation& evaluation) {
    const Value& value = arguments[0];
    if (value.is_null()) return fault("there is no JSON in null");
    Value document;
    if (value.string())
        document = Value(Document{Document::Format::json, *value.string(), {}, {}});
    else if (value.document())
        document = value;
    else
        return evaluation.json(value);
    if (document.document()->format == Document::Format::object)
        document = Value(Document{Document::Format::json, document.document()->text, {}, {}});
    if (auto content = evaluation.content(document); !content) return content;
    return document;
}

// A text that holds XML, or an Xml document.
Outcome xml(Arguments arguments, Evaluation& evaluation) {
    const Value& value = arguments[0];
    const bool is_document = value.document() && value.document()->format != Document::Format::json;
    if (!value.string() && !is_document) return fault("there is no XML in " + described(value));
    const std::string& text = value.string() ? *value.string() : value.document()->text;
    if (auto read = evaluation.read_text(text.size()); !read) return unexpected(read.error());
    if (auto parsed = XmlElement::parse(text); !parsed) return fault(std::move(parsed.error()));
    if (value.document() && value.document()->format == Document::Format::xml) return value;
    if (auto counted = evaluation.produce(text.size()); !counted) return unexpected(counted.error());
    return Value(Document{Document::Format::xml, text, {}, {}});
}

bool holds_xml(const Value& value) {
    if (value.string()) return looks_like_xml(*value.string());
    return value.document() && value.document()->format == Document::Format::xml;
}

Outcome spin(Arguments arguments, Evaluation& evaluation) {
    const Value& value = arguments[0];
    const bool is_xml = holds_xml(value) || (arguments.size() == 2 && arguments[1] == Value("application/xml"));
    return is_xml ? xml(arguments, evaluation) : json(arguments, evaluation);
}

constexpr std::array known{Function{"now", 0, 0, now},
                           Function{"dateTime", 0, 0, now},
                           Function{"currentUser", 0, 0, current_user},
                           Function{"currentUserGroups", 0, 0, current_user_groups},
                           Function{"S", 1, 2, spin},
                           Function{"JSON", 1, 1, json},
                           Function{"XML", 1, 1, xml}};

}  // namespace

std::span<const Function> functions() { return known; }

std::optional<std::uint32_t> find_function(std::string_view name) {
    for (std::size_t i = 0; i < known.size(); ++i)
        if (known[i].name == name) return static_cast<std::uint32_t>(i);
    return std::nullopt;
}

}  // namespace pavane::expression::juel
