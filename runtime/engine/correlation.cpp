#include "runtime/engine/correlation.hpp"

#include <algorithm>
#include <limits>
#include <mutex>

#include "foundation/ensure.hpp"

namespace pavane::engine {

namespace {

constexpr int max_searches = 10;
// So many receivers are sent the message at a time: all of them at once could fill the committer's queue.
constexpr std::size_t wave = 500;

struct Receiver {
    std::optional<SubscriptionItem> subscription;  // none: a definition is started
    MessageStart start;
    bpmn::NodeIndex start_node = bpmn::none;
};

struct Correlation {
    Correlation(Engine& on, MessageRequest asked, std::function<void(CorrelationAnswer)> answer)
        : engine(on), request(std::move(asked)), done(std::move(answer)) {}

    Engine& engine;
    const MessageRequest request;
    const std::function<void(CorrelationAnswer)> done;
    int searches = 0;
    std::vector<Receiver> receivers;
    std::size_t sent = 0;

    std::mutex mutex;
    std::size_t missing = 0;  // answers of this wave
    std::vector<Correlated> correlated;
    std::optional<CorrelationAnswer> refusal;  // by a receiver; the others may take the message
    std::optional<CorrelationAnswer> trouble;  // nothing that a receiver is to blame for
};
using CorrelationPtr = std::shared_ptr<Correlation>;

void search(const CorrelationPtr& correlation);
void send_wave(const CorrelationPtr& correlation);

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
    const std::int64_t max = request.all ? std::numeric_limits<std::int64_t>::max() : 2;
    for (SubscriptionItem& item : engine.store().list(criteria, max)) receivers.push_back({std::move(item), {}});
    // Who names an instance or what its variables are does not mean a new one.
    const bool may_start =
        !request.process_instance && request.correlation_keys.empty() && request.local_correlation_keys.empty();
    if (!may_start || (!request.all && !receivers.empty())) return receivers;
    for (const MessageStart& start : engine.store().message_starts(request.message)) {
        if (request.tenant && start.tenant != *request.tenant) continue;
        if (request.without_tenant && !start.tenant.empty()) continue;
        const bpmn::DefinitionPtr definition = engine.definitions().load(start.definition);
        if (!definition) continue;  // deleted since
        const std::optional<bpmn::NodeIndex> node = definition->find_node(start.element);
        ENSURE(node.has_value());
        receivers.push_back({std::nullopt, start, *node});
    }
    return receivers;
}

void finish(const CorrelationPtr& correlation) {
    if (correlation->trouble) return correlation->done(std::move(*correlation->trouble));
    if (!correlation->correlated.empty()) return correlation->done(std::move(correlation->correlated));
    if (correlation->refusal) return correlation->done(std::move(*correlation->refusal));
    correlation->engine.executor().run([correlation] { search(correlation); });
}

// One receiver's answer. It was gone: there may be another one by now.
void note_answer(Correlation& correlation, const Receiver& receiver, Answer answer) {
    const auto refuse = [&](const std::string& why, CorrelationAnswer refusal) {
        if (correlation.request.all)
            correlation.engine.warn("a receiver of the message '" + correlation.request.message +
                                    "' could not take it: " + why);
        correlation.refusal = std::move(refusal);
    };
    if (auto* done = std::get_if<Done>(&answer)) {
        const ActivityId waited = receiver.subscription ? receiver.subscription->row.record.owner : ActivityId{};
        correlation.correlated.push_back({!receiver.subscription, waited, std::move(*done)});
    } else if (auto* rejection = std::get_if<core::Rejection>(&answer)) {
        if (rejection->reason != core::Rejection::Reason::unknown_subscription &&
            rejection->reason != core::Rejection::Reason::unknown_definition)
            refuse(rejection->message, *rejection);
    } else if (auto* failure = std::get_if<core::Failure>(&answer)) {
        refuse(failure->message, *failure);
    } else if (auto* before = std::get_if<AnsweredBefore>(&answer)) {
        correlation.trouble = std::move(*before);
    } else if (std::holds_alternative<KeyReused>(answer)) {
        correlation.trouble = KeyReused{};
    } else if (auto* unavailable = std::get_if<Unavailable>(&answer)) {
        correlation.trouble = std::move(*unavailable);
    } else {
        correlation.trouble = InternalError{"The engine met an error of its own."};
    }
}

void take_answer(const CorrelationPtr& correlation, const Receiver& receiver, Answer answer) {
    {
        const std::lock_guard lock(correlation->mutex);
        note_answer(*correlation, receiver, std::move(answer));
        if (--correlation->missing > 0) return;
    }
    if (correlation->sent < correlation->receivers.size() && !correlation->trouble)
        correlation->engine.executor().run([correlation] { send_wave(correlation); });
    else
        finish(correlation);
}

void send(const CorrelationPtr& correlation, const Receiver& receiver) {
    const MessageRequest& request = correlation->request;
    Submission submission{core::DeliverMessage{}, {}};
    if (receiver.subscription) {
        submission.command =
            core::DeliverMessage{receiver.subscription->row.key, request.variables, request.local_variables};
        submission.root = receiver.subscription->row.origin.root;
    } else {
        core::StartProcess command{ActivityId{correlation->engine.ids().next()}, receiver.start.definition,
                                   receiver.start_node, request.business_key.value_or(""), request.variables};
        submission.root = command.id;
        submission.command = std::move(command);
    }
    submission.want_variables = request.want_variables;
    submission.idempotency = request.idempotency;
    if (request.render)
        submission.render = [correlation, &receiver](const Done& done) {
            const ActivityId waited = receiver.subscription ? receiver.subscription->row.record.owner : ActivityId{};
            return correlation->request.render({!receiver.subscription, waited, done});
        };
    submission.done = [correlation, &receiver](Answer answer) {
        take_answer(correlation, receiver, std::move(answer));
    };
    correlation->engine.submit(std::move(submission));
}

void send_wave(const CorrelationPtr& correlation) {
    const std::size_t first = correlation->sent;
    const std::size_t count = std::min(correlation->receivers.size() - first, wave);
    correlation->sent += count;
    correlation->missing = count;
    for (std::size_t at = 0; at < count; ++at) send(correlation, correlation->receivers[first + at]);
}

void search(const CorrelationPtr& correlation) {
    Engine& engine = correlation->engine;
    const MessageRequest& request = correlation->request;
    if (++correlation->searches > max_searches)
        return correlation->done(Unavailable{"Whoever waited for the message was gone each time when it arrived."});
    std::vector<Receiver> receivers;
    std::optional<Answer> known;
    try {
        receivers = find_receivers(engine, request);
        if (request.idempotency && receivers.size() != 1) known = engine.known_answer(*request.idempotency);
    } catch (const StoreUnavailable& error) {
        return correlation->done(Unavailable{error.what()});
    } catch (const std::exception& error) {
        engine.warn(std::string("a message met an error of the engine: ") + error.what());
        return correlation->done(InternalError{"The engine met an error of its own; nothing was changed."});
    }
    if (known && std::holds_alternative<KeyReused>(*known)) return correlation->done(KeyReused{});
    if (known) return correlation->done(std::get<AnsweredBefore>(std::move(*known)));
    if (receivers.empty() && !request.all) return correlation->done(NoReceiver{});
    if (receivers.empty()) return correlation->done(std::vector<Correlated>{});
    if (!request.all && receivers.size() > 1) return correlation->done(SeveralReceivers{receivers.size()});
    correlation->receivers = std::move(receivers);
    correlation->sent = 0;
    send_wave(correlation);
}

}  // namespace

void correlate(Engine& engine, MessageRequest request, std::function<void(CorrelationAnswer)> done) {
    search(std::make_shared<Correlation>(engine, std::move(request), std::move(done)));
}

}  // namespace pavane::engine
