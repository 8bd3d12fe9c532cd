// The decisions that the tests of the API ask.
#pragma once

#include <string>

#include "tests/api/server.hpp"

namespace pavane::tests {

// "season" by the temperature, and "dish" by the season and the number of guests.
inline const std::string& kitchen() {
    static const std::string text = R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn"
    id="kitchen" name="The kitchen" namespace="http://kitchen">
  <decision id="season" name="The season">
    <decisionTable id="seasons">
      <input id="in" label="Temperature"><inputExpression id="e" typeRef="integer"><text>temperature</text>
        </inputExpression></input>
      <output id="out" label="Season" name="season" typeRef="string"/>
      <rule id="cold"><inputEntry id="a"><text>&lt; 10</text></inputEntry><outputEntry id="b"><text>"Winter"</text>
        </outputEntry></rule>
      <rule id="warm"><inputEntry id="c"><text>&gt;= 10</text></inputEntry><outputEntry id="d"><text>"Summer"</text>
        </outputEntry></rule>
    </decisionTable>
  </decision>
  <decision id="dish" name="The dish" camunda:versionTag="1.0" camunda:historyTimeToLive="P30D">
    <informationRequirement id="r"><requiredDecision href="#season"/></informationRequirement>
    <decisionTable id="dishes" hitPolicy="COLLECT">
      <input id="in1"><inputExpression id="e1"><text>season</text></inputExpression></input>
      <output id="out1" name="dish" typeRef="string"/>
      <output id="out2" name="price" typeRef="double"/>
      <rule id="one"><inputEntry id="f"><text>"Winter"</text></inputEntry><outputEntry id="g"><text>"Stew"</text>
        </outputEntry><outputEntry id="h"><text>12</text></outputEntry></rule>
      <rule id="two"><inputEntry id="i"><text>-</text></inputEntry><outputEntry id="j"><text>"Salad"</text>
        </outputEntry><outputEntry id="k"><text>8.5</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>)";
    return text;
}

struct WithKitchen : Server {
    WithKitchen() { deployed = deploy("kitchen.dmn", kitchen()); }
    Reply deployed;
};

}  // namespace pavane::tests
