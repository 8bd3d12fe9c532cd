#include "app/demo_process.hpp"

namespace pavane::app {

const std::string_view demo_process = R"bpmn(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
    xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="demo" targetNamespace="http://pavane.example/demo">
  <bpmn:process id="demo-order" name="Demo order" isExecutable="true" camunda:historyTimeToLive="30">
    <bpmn:startEvent id="ordered" name="Ordered">
      <bpmn:outgoing>to_check</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:exclusiveGateway id="check" name="Large order?" default="to_ship">
      <bpmn:incoming>to_check</bpmn:incoming>
      <bpmn:outgoing>to_approve</bpmn:outgoing>
      <bpmn:outgoing>to_ship</bpmn:outgoing>
    </bpmn:exclusiveGateway>
    <bpmn:userTask id="approve" name="Approve order of ${amount}" camunda:candidateGroups="sales">
      <bpmn:incoming>to_approve</bpmn:incoming>
      <bpmn:outgoing>approved</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:serviceTask id="ship" name="Ship" camunda:type="external" camunda:topic="ship">
      <bpmn:incoming>to_ship</bpmn:incoming>
      <bpmn:incoming>approved</bpmn:incoming>
      <bpmn:outgoing>to_done</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:endEvent id="done" name="Done">
      <bpmn:incoming>to_done</bpmn:incoming>
    </bpmn:endEvent>
    <bpmn:sequenceFlow id="to_check" sourceRef="ordered" targetRef="check"/>
    <bpmn:sequenceFlow id="to_approve" name="yes" sourceRef="check" targetRef="approve">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${execution.getVariable('amount') &gt; 100}</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="to_ship" name="no" sourceRef="check" targetRef="ship"/>
    <bpmn:sequenceFlow id="approved" sourceRef="approve" targetRef="ship"/>
    <bpmn:sequenceFlow id="to_done" sourceRef="ship" targetRef="done"/>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="demo-order">
      <bpmndi:BPMNShape id="ordered_di" bpmnElement="ordered"><dc:Bounds x="160" y="182" width="36" height="36"/></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="check_di" bpmnElement="check" isMarkerVisible="true"><dc:Bounds x="255" y="175" width="50" height="50"/></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="approve_di" bpmnElement="approve"><dc:Bounds x="360" y="60" width="100" height="80"/></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="ship_di" bpmnElement="ship"><dc:Bounds x="520" y="160" width="100" height="80"/></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="done_di" bpmnElement="done"><dc:Bounds x="682" y="182" width="36" height="36"/></bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="to_check_di" bpmnElement="to_check"><di:waypoint x="196" y="200"/><di:waypoint x="255" y="200"/></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="to_approve_di" bpmnElement="to_approve"><di:waypoint x="280" y="175"/><di:waypoint x="280" y="100"/><di:waypoint x="360" y="100"/></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="to_ship_di" bpmnElement="to_ship"><di:waypoint x="305" y="200"/><di:waypoint x="520" y="200"/></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="approved_di" bpmnElement="approved"><di:waypoint x="460" y="100"/><di:waypoint x="570" y="100"/><di:waypoint x="570" y="160"/></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="to_done_di" bpmnElement="to_done"><di:waypoint x="620" y="200"/><di:waypoint x="682" y="200"/></bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
)bpmn";

}  // namespace pavane::app
