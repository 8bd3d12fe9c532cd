#include "runtime/engine/correlation.hpp"

#include <mutex>

namespace pavane::engine {

namespace {

constexpr int max_searches = 10;

struct Receiver {
    std::optional<SubscriptionItem> subscription;  // none: a definition is started
    MessageStart start;
};

struct Correlation {
    Correlation(Engine& on, MessageRequest asked, std::function<void(CorrelationAnswer)> answer)
        : engine(on), request(std::move(asked)), done(std::move(answer)) {}

    Engine& engine;
    MessageRequest request;
    std::function<void(CorrelationAnswer)> done;
    int searches = 0;

    std::mutex mutex;
    std::size_t missing = 0;  // answers
    std::vector<Correlated> correlated;
    std::optional<CorrelationAnswer> trouble;
    bool search_again = false;
};
using CorrelationPtr = std::shared_ptr<Correlation>;

void search(const CorrelationPtr& correlation);

std::vector<Receiver> find_receivers(Engine& engine, const MessageRequest& request) {
    SubscriptionCriteria criteria;
    criteria.message = request.message;
    criteria.business_key = request.business_key;
    criteria.process_instance = request.process_instance;
    criteria.process_variables = request.correlation_keys;
    criteria.local_variables = request.local_correlation_keys;
    criteria.tenant = request.tenant;
    criteria.without_tenant = request.without_tenant;
    std::vector<Receiver> receivers;
    for (SubscriptionItem& item : engine.store().list(criteria, request.all ? 10'000 : 2))
        receivers.push_back({std::move(item), {}});
    // Who names an instance or what its variables are does not mean a new one.
    const bool may_start =
        !request.process_instance && request.correlation_keys.empty() && request.local_correlation_keys.empty();
    if (!may_start || (!request.all && !receivers.empty())) return receivers;
    for (const MessageStart& start : engine.store().message_starts(request.message)) {
        if (request.tenant && start.tenant != *request.tenant) continue;
        if (request.without_tenant && !start.tenant.empty()) continue;
        receivers.push_back({std::nullopt, start});
    }
    return receivers;
}

void finish(const CorrelationPtr& correlation) {
    if (correlation->trouble) return correlation->done(std::move(*correlation->trouble));
    if (correlation->search_again && correlation->correlated.empty()) {
        correlation->engine.executor().run([correlation] { search(correlation); });
        return;
    }
    correlation->done(std::move(correlation->correlated));
}

void take_answer(const CorrelationPtr& correlation, const Receiver& receiver, Answer answer) {
    {
        const std::lock_guard lock(correlation->mutex);
        if (auto* done = std::get_if<Done>(&answer)) {
            const ActivityId waited = receiver.subscription ? receiver.subscription->row.record.owner : ActivityId{};
            correlation->correlated.push_back({!receiver.subscription, waited, std::move(*done)});
        } else if (auto* rejection = std::get_if<core::Rejection>(&answer)) {
            if (rejection->reason == core::Rejection::Reason::unknown_subscription)
                correlation->search_again = true;
            else
                correlation->trouble = std::move(*rejection);
        } else if (auto* failure = std::get_if<core::Failure>(&answer)) {
            correlation->trouble = std::move(*failure);
        } else if (auto* before = std::get_if<AnsweredBefore>(&answer)) {
            correlation->trouble = std::move(*before);
        } else if (auto* unavailable = std::get_if<Unavailable>(&answer)) {
            correlation->trouble = std::move(*unavailable);
        } else {
            correlation->trouble = InternalError{"The engine met an error of its own; nothing was changed."};
        }
        if (--correlation->missing > 0) return;
    }
    finish(correlation);
}

void send(const CorrelationPtr& correlation, const Receiver& receiver, const DefinitionId& definition,
          bpmn::NodeIndex start) {
    const MessageRequest& request = correlation->request;
    Submission submission{core::DeliverMessage{}, {}, {}, {}, {}, {}, {}, request.want_variables, {}, 0};
    if (receiver.subscription) {
        submission.command =
            core::DeliverMessage{receiver.subscription->row.key, request.variables, request.local_variables};
        submission.root = receiver.subscription->row.origin.root;
    } else {
        core::StartProcess command{ActivityId{correlation->engine.ids().next()}, definition, start,
                                   request.business_key.value_or(""), request.variables};
        submission.root = command.id;
        submission.command = std::move(command);
    }
    if (!request.all) submission.idempotency = request.idempotency;
    submission.done = [correlation, receiver](Answer answer) { take_answer(correlation, receiver, std::move(answer)); };
    correlation->engine.submit(std::move(submission));
}

void search(const CorrelationPtr& correlation) {
    Engine& engine = correlation->engine;
    std::vector<Receiver> receivers;
    std::vector<std::pair<DefinitionId, bpmn::NodeIndex>> starts;
    std::optional<std::string> known_answer;
    try {
        receivers = find_receivers(engine, correlation->request);
        for (const Receiver& receiver : receivers) {
            const bpmn::DefinitionPtr definition =
                receiver.subscription ? nullptr : engine.definitions().load(receiver.start.definition);
            starts.emplace_back(
                receiver.start.definition,
                definition ? definition->find_node(receiver.start.element).value_or(bpmn::none) : bpmn::none);
        }
        // Whoever got no answer and sends the key again may find that the receiver of the first time is gone.
        const std::optional<Idempotency>& once = correlation->request.idempotency;
        if (once && receivers.size() != 1) known_answer = engine.store().known_answer(once->tenant, once->key);
    } catch (const StoreUnavailable& error) {
        return correlation->done(Unavailable{error.what()});
    } catch (const std::exception&) {
        return correlation->done(InternalError{"The engine met an error of its own; nothing was changed."});
    }
    if (known_answer) return correlation->done(AnsweredBefore{*known_answer});
    if (receivers.empty() || ++correlation->searches > max_searches) {
        if (correlation->request.all) return correlation->done(std::vector<Correlated>{});
        return correlation->done(NoReceiver{});
    }
    if (!correlation->request.all && receivers.size() > 1) return correlation->done(SeveralReceivers{receivers.size()});
    correlation->missing = receivers.size();
    correlation->search_again = false;
    for (std::size_t at = 0; at < receivers.size(); ++at)
        send(correlation, receivers[at], starts[at].first, starts[at].second);
}

}  // namespace

void correlate(Engine& engine, MessageRequest request, std::function<void(CorrelationAnswer)> done) {
    search(std::make_shared<Correlation>(engine, std::move(request), std::move(done)));
}

}  // namespace pavane::engine
