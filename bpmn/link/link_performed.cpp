// Who does the work of a service, send, business rule or script task, or of a thrown message: a worker, or the engine
// itself.
#include <array>

#include "bpmn/link/linking.hpp"
#include "expression/juel/juel.hpp"
#include "foundation/closest_word.hpp"

namespace pavane::bpmn {

namespace {

std::vector<std::pair<std::string, std::string>> properties_of(const document::Extensions& extensions) {
    std::vector<std::pair<std::string, std::string>> properties;
    properties.reserve(extensions.properties.size() + extensions.task_headers.size());
    for (const document::Property& property : extensions.properties)
        properties.emplace_back(property.name.empty() ? property.id : property.name, property.value);
    for (const document::Property& header : extensions.task_headers) properties.emplace_back(header.name, header.value);
    for (const document::Field& field : extensions.implementation.fields)
        if (!field.is_expression) properties.emplace_back(field.name, field.value.text);
    return properties;
}

void report_error_mapping(Linking& linking, const document::BaseElement& element,
                          const document::ErrorDefinition& mapping) {
    if (mapping.expression.empty())
        report(linking, Severity::warning, "error-mapping-without-expression", element.id, mapping.location,
               "An errorEventDefinition of '" + element.id + "' has no expression: it never raises its error.");
    if (!mapping.error_code_variable.empty() || !mapping.error_message_variable.empty())
        report(linking, Severity::warning, "error-variables-without-effect", element.id, mapping.location,
               "An errorEventDefinition of '" + element.id +
                   "' names variables for the error's code or message; the boundary event that catches it names them.");
}

// Of several performers the first counts, in the order in which they are looked for.
void report_several_performers(Linking& linking, const document::BaseElement& element,
                               const document::Extensions& extensions, std::string_view tag) {
    const document::Implementation& implementation = extensions.implementation;
    std::vector<std::string_view> given;
    if (implementation.type == "external" || !implementation.topic.empty()) given.emplace_back("an external topic");
    if (!implementation.java_class.empty()) given.emplace_back("a class");
    if (!implementation.delegate_expression.empty()) given.emplace_back("a delegate expression");
    if (!implementation.expression.empty()) given.emplace_back("an expression");
    if (extensions.connector) given.emplace_back("a connector");
    for (std::size_t at = 1; at < given.size(); ++at)
        report(linking, Severity::warning, "performer-without-effect", element,
               describe(tag, element) + " names " + std::string(given[0]) + " and " + std::string(given[at]) +
                   "; the latter has no effect.");
}

void report_unknown_type(Linking& linking, const document::BaseElement& element,
                         const document::Implementation& implementation, std::string_view tag) {
    if (implementation.type.empty() || implementation.type == "external") return;
    const std::array<std::string, 1> known{"external"};
    const std::string meant = did_you_mean(implementation.type, known);
    report(linking, Severity::warning, "task-type-unknown", element,
           describe(tag, element) + " has the type '" + implementation.type + "', which is not known here" +
               (implementation.topic.empty() ? "" : "; its topic makes it a worker's task all the same") +
               (meant.empty() ? "." : meant));
}

ExternalTask worker_task(Linking& linking, const document::BaseElement& element, const document::Extensions& extensions,
                         Expression topic) {
    ExternalTask task;
    task.topic = std::move(topic);
    const document::ExpressionText& priority = extensions.implementation.task_priority;
    task.priority =
        compile(linking, element,
                priority.empty() ? document::extensions_of(linking.process).implementation.task_priority : priority);
    task.retries = compile(linking, element, extensions.implementation.retries);
    task.properties = properties_of(extensions);
    for (const document::ErrorDefinition& mapping : extensions.error_definitions) {
        ErrorTrigger error;
        const auto known = linking.index.errors.find(mapping.error_ref);
        error.code = known == linking.index.errors.end() ? mapping.error_ref : known->second->error_code;
        if (known != linking.index.errors.end())
            error.message = compile_text(linking, element, document::extensions_of(*known->second).event.error_message);
        report_error_mapping(linking, element, mapping);
        task.error_mappings.push_back({compile(linking, element, mapping.expression), std::move(error)});
    }
    for (const document::Field& field : extensions.implementation.fields)
        if (field.is_expression)
            report(linking, Severity::warning, "field-expression-without-effect", element.id, field.location,
                   "The field '" + field.name + "' of '" + element.id +
                       "' is an expression and is not given to the worker; hand it over as an input parameter.");
    return task;
}

// Java is not here: its work is offered to workers under its name, so that the model can stay as it is (REST
// contract §3.10).
Kind offered_to_workers(Linking& linking, const document::BaseElement& element, const document::Extensions& extensions,
                        std::string_view tag, const std::string& topic, const std::string& written) {
    report(linking, Severity::warning, "java-offered-as-external-task", element,
           describe(tag, element) + " names " + written +
               ", which is Java; it is offered to external task workers on the topic '" + topic + "'.");
    return worker_task(linking, element, extensions, compile_text(linking, element, topic));
}

}  // namespace

Kind link_performed(Linking& linking, const document::BaseElement& element, const document::Extensions& extensions,
                    std::string_view tag) {
    const document::Implementation& implementation = extensions.implementation;
    report_several_performers(linking, element, extensions, tag);
    report_unknown_type(linking, element, implementation, tag);
    if (implementation.type == "external" || !implementation.topic.empty()) {
        if (implementation.topic.empty())
            report(linking, Severity::error, "external-task-without-topic", element,
                   describe(tag, element) + " is external but names no topic.");
        return worker_task(linking, element, extensions, compile(linking, element, implementation.topic));
    }
    if (!implementation.java_class.empty())
        return offered_to_workers(linking, element, extensions, tag, implementation.java_class,
                                  "the class " + implementation.java_class);
    if (!implementation.delegate_expression.empty()) {
        const Expression delegate = compile(linking, element, implementation.delegate_expression);
        const auto bean = expression::bean_reference(delegate);
        if (bean && bean->method.empty())
            return offered_to_workers(linking, element, extensions, tag, bean->bean,
                                      "the bean " + implementation.delegate_expression.text);
        if (delegate) refuse(linking, element, tag, "a delegate expression that does not name a bean");
        return PassThroughTask{};
    }
    if (!implementation.expression.empty()) {
        Expression compiled = compile(linking, element, implementation.expression);
        if (const auto bean = expression::bean_reference(compiled)) {
            const std::string topic = bean->method.empty() ? bean->bean : bean->bean + "." + bean->method;
            return offered_to_workers(linking, element, extensions, tag, topic,
                                      "the bean call " + implementation.expression.text);
        }
        return ExpressionTask{std::move(compiled), implementation.result_variable};
    }
    if (extensions.connector) {
        refuse(linking, element, tag, "a connector");
        return PassThroughTask{};
    }
    if (!implementation.type.empty()) {
        refuse(linking, element, tag, "the built-in implementation '" + implementation.type + "'");
        return PassThroughTask{};
    }
    report(linking, Severity::error, "no-implementation", element,
           describe(tag, element) +
               " does not say who performs it; give it an external task topic (camunda:type external).");
    return PassThroughTask{};
}

}  // namespace pavane::bpmn
