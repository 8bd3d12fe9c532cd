// What all nodes share: asynchronous borders, retries, input and output mapping, execution listeners.
#include <algorithm>

#include "bpmn/link/linking.hpp"

namespace pavane::bpmn {

namespace {

struct EventName {
    std::string_view name;
    Listener::Event event;
    ListenerPlace place;
};

constexpr EventName event_names[] = {
    {"start", Listener::Event::start, ListenerPlace::node},
    {"end", Listener::Event::end, ListenerPlace::node},
    {"create", Listener::Event::create, ListenerPlace::user_task},
    {"assignment", Listener::Event::assignment, ListenerPlace::user_task},
    {"update", Listener::Event::update, ListenerPlace::user_task},
    {"complete", Listener::Event::complete, ListenerPlace::user_task},
    {"delete", Listener::Event::remove, ListenerPlace::user_task},
};

// A sequence flow has one event only, so whatever a listener there says means that one, as in the Camunda 7 line.
std::optional<Listener::Event> event_named(const std::string& name, ListenerPlace place) {
    if (place == ListenerPlace::flow) return Listener::Event::take;
    for (const EventName& known : event_names)
        if (known.name == name && known.place == place) return known.event;
    return std::nullopt;
}

void skip_listener(Linking& linking, const document::BaseElement& element, const document::Listener& listener,
                   const std::string& why) {
    report(linking, Severity::warning, "listener-skipped", element.id, listener.location,
           "The listener for '" + listener.event + "' of '" + element.id + "' is skipped: " + why);
}

ParameterValue link_value(Linking& linking, const document::BaseElement& element, const document::Parameter& parameter,
                          const document::ParameterValue& value) {
    ParameterValue linked;
    if (value.has_further_values)
        report(linking, Severity::error, "parameter-with-several-values", element.id, parameter.location,
               "The parameter '" + parameter.name + "' of '" + element.id +
                   "' holds more than one of text, script, list and map where one belongs.");
    using Kind = document::ParameterValue::Kind;
    switch (value.kind) {
        case Kind::text:
            linked.expression =
                value.text.empty() ? compile_text(linking, element, "${null}") : compile(linking, element, value.text);
            break;
        case Kind::list:
            linked.is_list = true;
            for (const document::ParameterValue& item : value.items)
                linked.list.push_back(link_value(linking, element, parameter, item));
            break;
        case Kind::map:
            linked.is_map = true;
            for (const auto& [key, entry] : value.entries) {
                if (key.empty())
                    report(linking, Severity::error, "entry-without-key", element.id, parameter.location,
                           "An entry of the map in the parameter '" + parameter.name + "' of '" + element.id +
                               "' has no key.");
                linked.map.push_back(
                    {compile_text(linking, element, key), link_value(linking, element, parameter, entry)});
            }
            break;
        case Kind::script:
            linked.expression = compile_script(linking, element, value.script,
                                               "The parameter '" + parameter.name + "' of '" + element.id + "'");
            break;
    }
    return linked;
}

void judge_target(Linking& linking, const document::BaseElement& element, const document::Parameter& parameter) {
    constexpr std::size_t most_members = 20;
    if (parameter.members.empty() && parameter.name.empty())
        return report(linking, Severity::error, "parameter-without-name", element.id, parameter.location,
                      "An input or output parameter of '" + element.id + "' has no name.");
    if (parameter.name.empty() || std::ranges::find(parameter.members, "") != parameter.members.end())
        report(linking, Severity::error, "parameter-without-name", element.id, parameter.location,
               "A mapping of '" + element.id +
                   "' has a target with nothing before, between or behind its dots; write " +
                   "it like order.customer.name.");
    if (parameter.members.size() > most_members)
        report(linking, Severity::error, "mapping-target-too-deep", element.id, parameter.location,
               "A mapping of '" + element.id + "' to the variable '" + parameter.name +
                   "' has a target with more than " + std::to_string(most_members) +
                   " dots; map to a member further outwards.");
}

// Output mappings to members keep the variable's other members, as the element sees it (Zeebe).
std::vector<Parameter> link_parameters(Linking& linking, const document::BaseElement& element,
                                       const std::vector<document::Parameter>& parameters, bool are_outputs) {
    std::vector<Parameter> linked;
    for (const document::Parameter& parameter : parameters) {
        judge_target(linking, element, parameter);
        Parameter made{parameter.name, link_value(linking, element, parameter, parameter.value), parameter.members};
        if (are_outputs && !made.members.empty() && !made.name.empty())
            made.before = compile_as(linking, element, expression::Language::feel, made.name, parameter.location,
                                     "The target of a mapping of '" + element.id + "'");
        linked.push_back(std::move(made));
    }
    return linked;
}

}  // namespace

std::vector<Listener> link_listeners(Linking& linking, const document::BaseElement& element,
                                     const std::vector<document::Listener>& listeners, ListenerPlace place) {
    std::vector<Listener> linked;
    for (const document::Listener& listener : listeners) {
        const std::optional<Listener::Event> event = event_named(listener.event, place);
        if (!event)
            skip_listener(linking, element, listener, "that event does not come to pass there, or is not built.");
        else if (!listener.java_class.empty() || !listener.delegate_expression.empty())
            skip_listener(linking, element, listener,
                          "there is no Java here to run it; use an expression or an external task.");
        else if (listener.script)
            linked.push_back(
                {*event, compile_script(linking, element, *listener.script,
                                        "The listener for '" + listener.event + "' of '" + element.id + "'")});
        else if (!listener.job_type.empty())
            skip_listener(linking, element, listener,
                          "listeners are no work for workers here; put a service task in its place.");
        else if (listener.expression.empty())
            skip_listener(linking, element, listener, "it says nothing to be done.");
        else
            linked.push_back({*event, compile(linking, element, listener.expression)});
    }
    return linked;
}

void link_common(Linking& linking, Node& node, const document::FlowNode& element) {
    const document::Extensions& extensions = document::extensions_of(element);
    node.id = element.id;
    node.name = element.name;
    node.location = element.location;
    node.async_before = extensions.async_before.value_or(false);
    node.async_after = extensions.async_after.value_or(false);
    node.exclusive = extensions.exclusive.value_or(true);
    node.retry_cycle = extensions.failed_job_retry_time_cycle;
    node.job_priority = compile(linking, element,
                                extensions.job_priority.empty() ? document::extensions_of(linking.process).job_priority
                                                                : extensions.job_priority);
    node.inputs = link_parameters(linking, element, extensions.input_parameters, false);
    node.outputs = link_parameters(linking, element, extensions.output_parameters, true);
    node.listeners = link_listeners(linking, element, extensions.execution_listeners, ListenerPlace::node);
}

Binding binding_named(Linking& linking, const document::BaseElement& element, std::string_view tag,
                      const std::string& name) {
    if (name.empty() || name == "latest") return Binding::latest;
    if (name == "deployment") return Binding::deployment;
    if (name == "version") return Binding::version;
    if (name == "versionTag") return Binding::version_tag;
    report(linking, Severity::error, "unknown-binding", element,
           describe(tag, element) + " has the unknown binding '" + name + "'.");
    return Binding::latest;
}

}  // namespace pavane::bpmn
