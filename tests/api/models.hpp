// The processes that the tests of the API run.
#pragma once

#include <string>

#include "tests/api/server.hpp"

namespace pavane::tests {

// Start, one user task with an assignee expression and a group, end.
inline std::string review_model() {
    return model("review", R"(
<startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="check"/>
<userTask id="check" name="Check ${subject}" camunda:assignee="${owner}" camunda:candidateGroups="accounting"
    camunda:priority="70" camunda:formKey="embedded:x"/>
<sequenceFlow id="f2" sourceRef="check" targetRef="end"/><endEvent id="end"/>)");
}

// Start, one external task on the topic "archive", end.
inline std::string archive_model() {
    return model("archive", R"(
<startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="store"/>
<serviceTask id="store" name="Store" camunda:type="external" camunda:topic="archive" camunda:taskPriority="5">
  <extensionElements><camunda:properties><camunda:property name="shelf" value="B"/></camunda:properties></extensionElements>
</serviceTask>
<sequenceFlow id="f2" sourceRef="store" targetRef="end"/><endEvent id="end"/>)");
}

// Started by the message "begin", waits for the message "go-on", then for a timer that is far away.
inline std::string waiting_model() {
    return model("waiting", R"(
<startEvent id="start"><messageEventDefinition messageRef="m1"/></startEvent>
<sequenceFlow id="f1" sourceRef="start" targetRef="receive"/>
<intermediateCatchEvent id="receive"><messageEventDefinition messageRef="m2"/></intermediateCatchEvent>
<sequenceFlow id="f2" sourceRef="receive" targetRef="wait"/>
<intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration xsi:type="tFormalExpression">P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>
<sequenceFlow id="f3" sourceRef="wait" targetRef="end"/><endEvent id="end"/>)",
                 R"(<message id="m1" name="begin"/><message id="m2" name="go-on"/>)");
}

// Waits for the message "judge", then fails unless its variable `amount` is over 10.
inline std::string judging_model() {
    return model("judging", R"(
<startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="receive"/>
<intermediateCatchEvent id="receive"><messageEventDefinition messageRef="m1"/></intermediateCatchEvent>
<sequenceFlow id="f2" sourceRef="receive" targetRef="choose"/><exclusiveGateway id="choose"/>
<sequenceFlow id="f3" sourceRef="choose" targetRef="end"><conditionExpression xsi:type="tFormalExpression">${amount > 10}</conditionExpression></sequenceFlow>
<endEvent id="end"/>)",
                 R"(<message id="m1" name="judge"/>)");
}

// Continues asynchronously into a gateway none of whose flows may match.
inline std::string failing_model() {
    return model("failing", R"(
<startEvent id="start" camunda:asyncAfter="true"/><sequenceFlow id="f1" sourceRef="start" targetRef="choose"/>
<exclusiveGateway id="choose"/>
<sequenceFlow id="f2" sourceRef="choose" targetRef="end"><conditionExpression xsi:type="tFormalExpression">${amount > 10}</conditionExpression></sequenceFlow>
<endEvent id="end"/>)");
}

}  // namespace pavane::tests
