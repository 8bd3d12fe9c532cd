// Scripts: script tasks, and what holds a script beside them.
#include "bpmn/link/linking.hpp"
#include "expression/language_names.hpp"
#include "foundation/utf8.hpp"

namespace pavane::bpmn {

using expression::Language;

namespace {

constexpr std::size_t shown_bytes = 60;

Expression refuse_script(Linking& linking, const document::BaseElement& element, const document::Script& script,
                         std::string code, std::string message) {
    report(linking, Severity::error, std::move(code), element.id,
           script.location.line ? script.location : element.location, std::move(message));
    return {};
}

// "deployment://check.js", "classpath://scripts/check.js", "check.js": all name a file of the deployment here.
std::string name_of_resource(std::string_view resource) {
    for (const std::string_view scheme : {"deployment://", "classpath://"})
        if (resource.starts_with(scheme)) return std::string(resource.substr(scheme.size()));
    return std::string(resource);
}

std::string_view without_blanks(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace

Expression compile_script(Linking& linking, const document::BaseElement& element, const document::Script& script,
                          const std::string& owner) {
    // What names no language is JUEL, as in the Camunda 7 line.
    const std::optional<Language> language =
        expression::script_language(script.format.empty() ? "juel" : script.format);
    if (!language)
        return refuse_script(linking, element, script, "language-unknown",
                             owner + " has a script in '" + script.format +
                                 "', which does not run here; write it in JavaScript, or let an external task do the "
                                 "work.");
    std::string text = script.text;
    if (!script.resource.empty()) {
        const std::string name = name_of_resource(script.resource);
        std::optional<std::string> content = linking.find_resource ? linking.find_resource(name) : std::nullopt;
        if (!content)
            return refuse_script(linking, element, script, "script-resource-missing",
                                 owner + " takes its script from '" + script.resource +
                                     "', but the deployment has no file '" + name + "'; deploy it with the model.");
        text = std::move(*content);
    }
    const std::string_view bare = without_blanks(text);
    const bool holds_juel = bare.find("${") != std::string_view::npos || bare.find("#{") != std::string_view::npos;
    if (bare.empty())
        return refuse_script(linking, element, script, "script-without-text",
                             owner + " has a script without text; write what it is to do.");
    if (script.format.empty() && !holds_juel)
        return refuse_script(linking, element, script, "script-without-format",
                             owner + " has a script that names no language; name it: scriptFormat=\"javascript\".");
    if (language == Language::javascript && (bare.starts_with("${") || bare.starts_with("#{")))
        return refuse_script(linking, element, script, "script-of-an-expression",
                             owner + " takes its script from the expression " + beginning_of(bare, shown_bytes) +
                                 "; what is to run must stand in the model.");
    return compile_as(linking, element, *language, *language == Language::javascript ? text : std::string(bare),
                      script.location, owner + " has a script that");
}

Kind link_script_task(Linking& linking, const document::ScriptTask& task) {
    const document::Extensions& extensions = document::extensions_of(task);
    const document::Implementation& implementation = extensions.implementation;
    if (implementation.type == "external") return link_performed(linking, task, extensions, "scriptTask");
    Expression script;
    if (!implementation.expression.empty())
        script = compile(linking, task, implementation.expression);
    else
        script = compile_script(
            linking, task,
            {task.script_format, task.script.value_or(""), implementation.script_resource, task.script_location},
            describe("scriptTask", task));
    if (!script) return PassThroughTask{};
    return ExpressionTask{std::move(script), implementation.result_variable};
}

}  // namespace pavane::bpmn
