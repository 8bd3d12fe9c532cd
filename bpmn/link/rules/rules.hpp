// What a process must not be, one rule a file, named by what it forbids. Rules see the linked definition and run at
// deployment only. A new rule: its file, its line here.
#pragma once

#include <array>

#include "bpmn/model/definition.hpp"

namespace pavane::bpmn {

using Rule = void (*)(const ProcessDefinition& definition, Diagnostics& diagnostics);

void no_process_without_start(const ProcessDefinition& definition, Diagnostics& diagnostics);
void no_second_none_start(const ProcessDefinition& definition, Diagnostics& diagnostics);
void no_sub_process_without_start(const ProcessDefinition& definition, Diagnostics& diagnostics);
void no_flow_across_scopes(const ProcessDefinition& definition, Diagnostics& diagnostics);
void no_flow_into_start_or_boundary(const ProcessDefinition& definition, Diagnostics& diagnostics);
void no_flow_out_of_end(const ProcessDefinition& definition, Diagnostics& diagnostics);
void no_gateway_without_exit(const ProcessDefinition& definition, Diagnostics& diagnostics);
void no_undecided_exclusive_gateway(const ProcessDefinition& definition, Diagnostics& diagnostics);
void no_condition_without_effect(const ProcessDefinition& definition, Diagnostics& diagnostics);
void no_boundary_on_what_is_no_activity(const ProcessDefinition& definition, Diagnostics& diagnostics);
void no_trigger_out_of_place(const ProcessDefinition& definition, Diagnostics& diagnostics);
void no_unreachable_node(const ProcessDefinition& definition, Diagnostics& diagnostics);
void no_unreadable_timer(const ProcessDefinition& definition, Diagnostics& diagnostics);
void no_value_of_the_wrong_kind(const ProcessDefinition& definition, Diagnostics& diagnostics);
void no_unreadable_retry_cycle(const ProcessDefinition& definition, Diagnostics& diagnostics);
void no_message_started_twice(const ProcessDefinition& definition, Diagnostics& diagnostics);
void no_name_too_long(const ProcessDefinition& definition, Diagnostics& diagnostics);

inline constexpr std::array rules{no_process_without_start,
                                  no_second_none_start,
                                  no_sub_process_without_start,
                                  no_flow_across_scopes,
                                  no_flow_into_start_or_boundary,
                                  no_flow_out_of_end,
                                  no_gateway_without_exit,
                                  no_undecided_exclusive_gateway,
                                  no_condition_without_effect,
                                  no_boundary_on_what_is_no_activity,
                                  no_trigger_out_of_place,
                                  no_unreachable_node,
                                  no_unreadable_timer,
                                  no_value_of_the_wrong_kind,
                                  no_unreadable_retry_cycle,
                                  no_message_started_twice,
                                  no_name_too_long};

// A finding about a node.
Diagnostic finding(Severity severity, std::string code, const Node& node, std::string message);

// Whether an error of the element is known already.
bool has_error(const Diagnostics& diagnostics, const std::string& element);

}  // namespace pavane::bpmn
