#include "runtime/engine/tally.hpp"

namespace pavane::engine {

namespace {

struct Count {
    Tally& tally;

    void operator()(const core::ProcessInstanceStarted&) const { ++tally.process_instances_started; }
    void operator()(const core::ProcessInstanceEnded& event) const {
        ++(event.ending == core::Ending::completed ? tally.process_instances_completed
                                                   : tally.process_instances_canceled);
    }
    void operator()(const core::ActivityStarted&) const { ++tally.activities_started; }
    void operator()(const core::ActivityEnded& event) const {
        ++(event.ending == core::Ending::completed ? tally.activities_completed : tally.activities_canceled);
    }
    void operator()(const core::UserTaskEnded& event) const {
        if (event.reason == "completed") ++tally.user_tasks_completed;
    }
    void operator()(const core::ExternalTaskEnded&) const { ++tally.external_tasks_ended; }
    void operator()(const core::DecisionEvaluated& event) const {
        if (!event.root) ++tally.decisions_evaluated;
        ++tally.decision_elements;
    }
    void operator()(const core::IncidentOpened&) const { ++tally.incidents_created; }
    template <class Other>
    void operator()(const Other&) const {}
};

}  // namespace

Tally& Tally::operator+=(const Tally& more) {
    process_instances_started += more.process_instances_started;
    process_instances_completed += more.process_instances_completed;
    process_instances_canceled += more.process_instances_canceled;
    activities_started += more.activities_started;
    activities_completed += more.activities_completed;
    activities_canceled += more.activities_canceled;
    user_tasks_completed += more.user_tasks_completed;
    external_tasks_ended += more.external_tasks_ended;
    incidents_created += more.incidents_created;
    decisions_evaluated += more.decisions_evaluated;
    decision_elements += more.decision_elements;
    return *this;
}

Tally tally_of(const std::vector<core::Event>& events) {
    Tally tally;
    for (const core::Event& event : events) std::visit(Count{tally}, event.variant());
    return tally;
}

}  // namespace pavane::engine
