// One run of the linker over one executable process: the file around it, the definition in the making, and what is
// wrong so far.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "bpmn/link/link.hpp"
#include "bpmn/link/misread.hpp"

namespace pavane::bpmn {

// What the file defines beside its processes, by id.
struct FileIndex {
    std::map<std::string, const document::Message*, std::less<>> messages;
    std::map<std::string, const document::Error*, std::less<>> errors;
    std::map<std::string, const document::EventDefinition*, std::less<>> event_definitions;
};
FileIndex index_of(const document::Definitions& file);

struct Linking {
    const document::Definitions& file;
    const document::Process& process;
    const FileIndex& index;
    const expression::Evaluator& evaluator;
    const FindResource& find_resource;
    ProcessDefinition& definition;
    Diagnostics& diagnostics;
    Diagnostics& scripts;  // as Linked::scripts
    Misread misread;
    bool is_broken = false;  // because of what was misread, and so without an error of its own
};

void report(Linking& linking, Severity severity, std::string code, const document::BaseElement& element,
            std::string message);
void report(Linking& linking, Severity severity, std::string code, const std::string& element, Location location,
            std::string message);

// "userTask 'approve'": how messages name an element.
std::string describe(std::string_view tag, const document::BaseElement& element);

// Says of each role that it assigns nobody here: only a user task's do.
void report_roles(Linking& linking, const document::BaseElement& element, std::string_view tag,
                  const std::vector<document::ResourceRole>& roles);

// ---- expressions (import contract §6 says which language a text is in)

// A vendor extension's text: JUEL where it holds ${ or #{, FEEL where its dialect says so, else a literal. Empty text:
// no expression.
Expression compile(Linking& linking, const document::BaseElement& element, const document::ExpressionText& text);
Expression compile_text(Linking& linking, const document::BaseElement& element, const std::string& text);
// The name of a message: a text or an expression. One that is not in the file, or has no name, is an error.
Expression compile_message_name(Linking& linking, const document::BaseElement& element, std::string_view tag,
                                const document::Reference& message);
// A condition: what is no known language is an error, since plain words cannot decide anything.
Expression compile_condition(Linking& linking, const document::BaseElement& element,
                             const document::Expression& expression);
// In the language that is already known. `owner` begins what is said of a text that cannot be read.
Expression compile_as(Linking& linking, const document::BaseElement& element, expression::Language language,
                      const std::string& text, Location location, const std::string& owner);
// A script in the language it names, from its text or from the resource it names. `owner` begins what is said of it:
// "The scriptTask 'x'". Without text, or in a language that does not run here, it is an error.
Expression compile_script(Linking& linking, const document::BaseElement& element, const document::Script& script,
                          const std::string& owner);
// A timer's text: ISO 8601 as it stands, or an expression.
Expression compile_timer(Linking& linking, const document::BaseElement& element,
                         const document::Expression& expression);

// ---- the parts of a node that all kinds share

void link_common(Linking& linking, Node& node, const document::FlowNode& element);
// Where listeners stand, which decides the events that can come to pass there.
enum class ListenerPlace : std::uint8_t { node, flow, user_task };
std::vector<Listener> link_listeners(Linking& linking, const document::BaseElement& element,
                                     const std::vector<document::Listener>& listeners, ListenerPlace place);

// "latest" where the name is empty.
Binding binding_named(Linking& linking, const document::BaseElement& element, std::string_view tag,
                      const std::string& name);
// What is bound to a version, or to a version's tag, has to name it.
template <class Called>
void require_bound_version(Linking& linking, const document::BaseElement& element, std::string_view tag,
                           const Called& called) {
    const bool lacks_version = called.binding == Binding::version && !called.version;
    const bool lacks_tag = called.binding == Binding::version_tag && !called.version_tag;
    if (lacks_version || lacks_tag)
        report(linking, Severity::error, "binding-without-version", element,
               describe(tag, element) + " is bound to a version" + (lacks_tag ? " tag" : "") + " and names none.");
}

// ---- kinds, one file each; PassThroughTask{} where an error was reported

Trigger link_trigger(Linking& linking, const document::Event& event, std::string_view tag);
Kind link_user_task(Linking& linking, const document::UserTask& task);
Kind link_call_activity(Linking& linking, const document::CallActivity& call);
Kind link_business_rule_task(Linking& linking, const document::BusinessRuleTask& task);
Kind link_script_task(Linking& linking, const document::ScriptTask& task);
Kind link_receive_task(Linking& linking, const document::ReceiveTask& task);
// A task, or a message event, that a worker or an expression performs; none of both is an error.
Kind link_performed(Linking& linking, const document::BaseElement& element, const document::Extensions& extensions,
                    std::string_view tag);

// A construct that changes the token game and is not built: an error that says so.
void refuse(Linking& linking, const document::BaseElement& element, std::string_view tag, std::string_view what);

}  // namespace pavane::bpmn
