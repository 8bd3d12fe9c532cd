#include "runtime/core/events.hpp"

namespace pavane::core {

Event::Event(ProcessInstanceStarted event) : variant_(std::move(event)) {}
Event::Event(ProcessInstanceEnded event) : variant_(std::move(event)) {}
Event::Event(ActivityStarted event) : variant_(std::move(event)) {}
Event::Event(ActivityPhaseChanged event) : variant_(std::move(event)) {}
Event::Event(ActivityEnded event) : variant_(std::move(event)) {}
Event::Event(TokenParked event) : variant_(std::move(event)) {}
Event::Event(TokenConsumed event) : variant_(std::move(event)) {}
Event::Event(SubscriptionOpened event) : variant_(std::move(event)) {}
Event::Event(SubscriptionClosed event) : variant_(std::move(event)) {}
Event::Event(JobCreated event) : variant_(std::move(event)) {}
Event::Event(JobChanged event) : variant_(std::move(event)) {}
Event::Event(JobEnded event) : variant_(std::move(event)) {}
Event::Event(UserTaskCreated event) : variant_(std::move(event)) {}
Event::Event(UserTaskChanged event) : variant_(std::move(event)) {}
Event::Event(UserTaskEnded event) : variant_(std::move(event)) {}
Event::Event(ExternalTaskCreated event) : variant_(std::move(event)) {}
Event::Event(ExternalTaskChanged event) : variant_(std::move(event)) {}
Event::Event(ExternalTaskEnded event) : variant_(std::move(event)) {}
Event::Event(IncidentOpened event) : variant_(std::move(event)) {}
Event::Event(IncidentClosed event) : variant_(std::move(event)) {}
Event::Event(VariableSet event) : variant_(std::move(event)) {}
Event::Event(VariableRemoved event) : variant_(std::move(event)) {}
Event::Event(DecisionEvaluated event) : variant_(std::move(event)) {}
Event::Event(const Event&) = default;
Event::Event(Event&&) noexcept = default;
Event& Event::operator=(const Event&) = default;
Event& Event::operator=(Event&&) noexcept = default;
Event::~Event() = default;

}  // namespace pavane::core
