// What vendors' extensions say, in one vocabulary without vendors: bpmn/parser's dialects fill it, and nothing behind
// the parser knows a vendor's name. An empty text means that the file does not say. Meanings follow the Camunda 7 line.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bpmn/model/diagnostic.hpp"

namespace pavane::bpmn::document {

// A text that may hold an expression. `language` is empty when the text itself decides (import contract §6), "feel"
// when the dialect marked it as FEEL (the mark is removed), or the name the file gives (a script's format).
struct ExpressionText {
    std::string text;
    std::string language;
    Location location;

    bool empty() const { return text.empty(); }
};

struct Script {
    std::string format;
    std::string text;
    std::string resource;  // where the script is kept instead of `text`, e.g. "deployment://a.js"
    Location location;
};

struct ParameterEntry;

// The value of an input or output parameter: one of text, script, list or map; the first, where the file has several.
struct ParameterValue {
    enum class Kind { text, script, list, map };
    Kind kind = Kind::text;
    ExpressionText text;
    Script script;
    std::vector<ParameterValue> items;    // list
    std::vector<ParameterEntry> entries;  // map, in the order of the file
    bool has_further_values = false;
};

struct ParameterEntry {
    std::string key;
    ParameterValue value;
};

struct Parameter {
    std::string name;
    ParameterValue value;
    Location location;
    std::vector<std::string> members = {};  // Zeebe: of the target "order.customer.name" what is behind the variable
};

// A literal or an expression injected into a delegate or a listener.
struct Field {
    std::string name;
    ExpressionText value;
    bool is_expression = false;
    Location location;
};

struct Property {
    std::string id;
    std::string name;
    std::string value;
    Location location;
};

struct Listener {
    std::string id;
    std::string event;  // start, end, take; create, assignment, update, complete, delete, timeout
    std::string java_class;
    ExpressionText delegate_expression;
    ExpressionText expression;
    std::string job_type;  // a listener that is a job for workers, and how often it is tried
    std::string job_retries;
    std::optional<Script> script;
    std::vector<Field> fields;
    ExpressionText time_date, time_duration, time_cycle;  // of a timeout listener
    Location location;
};

// A variable handed to a called process (in), back from it (out), or along with a thrown signal.
struct VariableMapping {
    std::string source;
    ExpressionText source_expression;
    std::string target;
    bool all_variables = false;
    bool local = false;
    Location location;
};

// How a process, decision, case or form of another file is found. `binding`: latest, deployment, version, versionTag.
struct Binding {
    ExpressionText ref;
    std::string binding;
    ExpressionText version;
    std::string version_tag;
    ExpressionText tenant_id;
};

struct FormField {
    std::string id;
    std::string label;
    std::string type;
    std::string date_pattern;
    ExpressionText default_value;
    std::vector<Property> properties;
    std::vector<std::pair<std::string, std::string>> constraints;  // name, configuration
    std::vector<std::pair<std::string, std::string>> values;       // id, label
    std::string variable;                                          // of form properties
    ExpressionText expression;
    std::optional<bool> required, readable, writable;
    Location location;
};

struct Form {
    ExpressionText key;
    Binding ref;
    std::string external_reference;
    std::string handler_class;
    std::string business_key_field;
    std::vector<FormField> fields;
    std::vector<std::pair<std::string, std::string>> embedded;  // id, body: forms stored in the process
};

// What performs a task or sends a message.
struct Implementation {
    std::string type;  // external, mail, http, dmn, shell ...; empty: see the other fields
    ExpressionText topic;
    std::string java_class;
    ExpressionText delegate_expression;
    ExpressionText expression;
    std::string result_variable;
    ExpressionText task_priority;
    ExpressionText retries;
    std::vector<Field> fields;
    std::string script_resource;
    std::string skip_expression;
    bool triggerable = false;
};

// A BPMN error that an external task's outcome raises when `expression` holds.
struct ErrorDefinition {
    std::string id;
    std::string error_ref;
    ExpressionText expression;
    std::string error_code_variable;
    std::string error_message_variable;
    Location location;
};

struct Connector {
    std::string connector_id;
    std::vector<Parameter> inputs;
    std::vector<Parameter> outputs;
    Location location;
};

struct Assignment {
    ExpressionText assignee;
    ExpressionText candidate_users;   // a list with commas, or an expression
    ExpressionText candidate_groups;  // likewise
    ExpressionText due_date;
    ExpressionText follow_up_date;
    ExpressionText priority;
};

struct Call {
    Binding process;
    Binding case_ref;
    ExpressionText business_key;
    std::string variable_mapping_class;
    std::string variable_mapping_delegate_expression;
    std::vector<VariableMapping> in;
    std::vector<VariableMapping> out;
    std::optional<bool> propagate_all_parent_variables;
    std::optional<bool> propagate_all_child_variables;  // of Zeebe's calledElement, and there it always is
};

struct Decision {
    Binding ref;
    std::string map_result;    // singleEntry, singleResult, collectEntries, resultList
    bool gives_value = false;  // what DMN gives, as it is (zeebe:calledDecision)
};

struct Loop {
    ExpressionText collection;
    std::string element_variable;
    std::string index_variable;
    std::string output_collection;
    ExpressionText output_element;
};

struct EventExtensions {
    std::string initiator;
    std::string error_code_variable;
    std::string error_message_variable;
    std::string escalation_code_variable;
    std::string variable_name;    // of a conditional event
    std::string variable_events;  // create, update, delete; a list with commas
    ExpressionText correlation_key;
    std::string error_message;  // of an error
    std::string business_calendar;
};

struct ProcessExtensions {
    ExpressionText candidate_starter_users;
    ExpressionText candidate_starter_groups;
    std::vector<ExpressionText> potential_starters;
    std::string version_tag;
    std::string history_time_to_live;
    std::optional<bool> startable_in_tasklist;
};

struct Extensions {
    std::optional<bool> async_before;
    std::optional<bool> async_after;
    std::optional<bool> exclusive;  // default: true
    std::string failed_job_retry_time_cycle;
    ExpressionText job_priority;
    Implementation implementation;
    std::vector<ErrorDefinition> error_definitions;
    std::optional<Connector> connector;
    Assignment assignment;
    Form form;
    Call call;
    Decision decision;
    Loop loop;
    EventExtensions event;
    ProcessExtensions process;
    std::vector<Parameter> input_parameters;
    std::vector<Parameter> output_parameters;
    std::vector<Listener> execution_listeners;
    std::vector<Listener> task_listeners;
    std::vector<Property> properties;
    std::vector<Property> task_headers;  // literals given to the worker of a job
    bool is_native_user_task =
        false;  // a user task that the engine itself manages, in the dialect where that is a choice
    std::vector<std::string> understood_without_effect;  // names this product knows and has no use for
};

}  // namespace pavane::bpmn::document
