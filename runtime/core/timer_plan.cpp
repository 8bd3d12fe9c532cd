#include "runtime/core/timer_plan.hpp"

#include "runtime/core/evaluation.hpp"

namespace pavane::core {

Result<TimerPlan, std::string> plan_timer(bpmn::TimerTrigger::Kind kind, const expression::Value& value, Instant now) {
    if (const expression::DateTime* date = value.date_time()) return TimerPlan{date->instant(), "", {}};
    const Result<expression::Value, std::string> plain = expression::storable(value);
    if (!plain) return tl::make_unexpected(plain.error());
    const std::string text = to_text(*plain);
    using Kind = bpmn::TimerTrigger::Kind;
    if (kind == Kind::date)
        return expression::parse_date_time(text).map(
            [](const expression::DateTime& date) { return TimerPlan{date.instant(), "", {}}; });
    if (kind == Kind::duration)
        return expression::parse_duration(text)
            .and_then([now](const expression::Duration& duration) { return expression::add(now, duration); })
            .map([](Instant due) { return TimerPlan{due, "", {}}; });
    return expression::parse_cycle(text)
        .and_then([now](const expression::Cycle& cycle) { return expression::first_due(cycle, now); })
        .map([&text](const expression::CyclePosition& first) { return TimerPlan{first.due, text, first}; });
}

std::optional<expression::CyclePosition> next_cycle(const std::string& cycle, const expression::CyclePosition& fired,
                                                    Instant now) {
    if (cycle.empty()) return std::nullopt;
    const auto parsed = expression::parse_cycle(cycle);
    if (!parsed) return std::nullopt;
    return expression::next_due(*parsed, fired, now);
}

}  // namespace pavane::core
