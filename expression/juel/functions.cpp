#include "expression/juel/functions.hpp"

#include <array>

#include "expression/juel/coercion.hpp"

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

tl::unexpected<Fault> no_xml() { return fault("XML is not built into this version: give the data as JSON"); }

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
    if (document.document()->format == Document::Format::xml) return no_xml();
    if (document.document()->format == Document::Format::object)
        document = Value(Document{Document::Format::json, document.document()->text, {}, {}});
    if (auto content = evaluation.content(document); !content) return content;
    return document;
}

Outcome spin(Arguments arguments, Evaluation& evaluation) {
    const Value& value = arguments[0];
    const bool is_xml = (value.string() && looks_like_xml(*value.string())) ||
                        (arguments.size() == 2 && arguments[1] == Value("application/xml"));
    return is_xml ? no_xml() : json(arguments, evaluation);
}

Outcome xml(Arguments, Evaluation&) { return no_xml(); }

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
