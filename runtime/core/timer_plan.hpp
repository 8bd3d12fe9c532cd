// When a timer is due, by what its expression gave (BPMN 2.0.2 §10.5.5.9: a date, a duration, or a cycle).
#pragma once

#include <string>

#include "bpmn/model/definition.hpp"
#include "expression/temporal.hpp"
#include "foundation/result.hpp"

namespace pavane::core {

struct TimerPlan {
    Instant due;
    std::string cycle;  // a repeating timer's text, else empty
    expression::CyclePosition position;
};

// The error is a plain sentence that quotes the text.
Result<TimerPlan, std::string> plan_timer(bpmn::TimerTrigger::Kind kind, const expression::Value& value, Instant now);

// Where a repeating timer stands after it has fired; dates missed up to `now` are left out, not made up for one by one
// (reliability contract F26). Nothing: it does not repeat, or that was the last time.
std::optional<expression::CyclePosition> next_cycle(const std::string& cycle, const expression::CyclePosition& fired,
                                                    Instant now);

}  // namespace pavane::core
