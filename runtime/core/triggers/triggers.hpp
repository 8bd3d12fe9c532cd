// What an event's trigger does in each position, one overload per trigger, one file each.
#pragma once

#include "runtime/core/unit_of_work.hpp"

namespace pavane::core {

// `owner` waits for the trigger on behalf of event `node` (its own, or a boundary event attached to it).
void subscribe(Step& step, const ActivityId& owner, NodeIndex node, const bpmn::NoTrigger& trigger);
void subscribe(Step& step, const ActivityId& owner, NodeIndex node, const bpmn::MessageTrigger& trigger);
void subscribe(Step& step, const ActivityId& owner, NodeIndex node, const bpmn::TimerTrigger& trigger);
void subscribe(Step& step, const ActivityId& owner, NodeIndex node, const bpmn::ErrorTrigger& trigger);
void subscribe(Step& step, const ActivityId& owner, NodeIndex node, const bpmn::TerminateTrigger& trigger);

// An end or throw event does what its trigger says; it must complete, or be canceled by what it causes.
void perform(Step& step, const ActivityId& event, const bpmn::NoTrigger& trigger);
void perform(Step& step, const ActivityId& event, const bpmn::MessageTrigger& trigger);
void perform(Step& step, const ActivityId& event, const bpmn::TimerTrigger& trigger);
void perform(Step& step, const ActivityId& event, const bpmn::ErrorTrigger& trigger);
void perform(Step& step, const ActivityId& event, const bpmn::TerminateTrigger& trigger);

// What `owner` waited for on behalf of `node` has come: the event or receive task completes, or the boundary event
// fires. The record that waited is already gone, unless a repeating timer keeps one.
void trigger_event(Step& step, const ActivityId& owner, NodeIndex node, const Assignments& variables);

// A repeating timer that has fired is set to its next due date, or ends if it was the last.
void repeat_timer(Step& step, const JobId& job);

}  // namespace pavane::core
