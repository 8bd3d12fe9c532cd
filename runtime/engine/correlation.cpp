#include "runtime/engine/correlation.hpp"

#include <mutex>

#include "foundation/ensure.hpp"
#include "runtime/core/failure_text.hpp"

namespace pavane::engine {

namespace {

constexpr int max_searches = 10;
// So many receivers are found and sent the message at a time: all of them at once could fill the committer's queue, and
// memory.
constexpr std::size_t wave = 500;

struct Receiver {
    core::SubscriptionId subscription;  // null: a definition is started
    ActivityId root;                    // of the subscription
    ActivityId owner;
    DefinitionId definition;
    bpmn::NodeIndex start_node = bpmn::none;

    bool is_start() const { return subscription.value.is_null(); }
};

struct Correlation {
    Correlation(Engine& on, MessageRequest asked, std::function<void(CorrelationAnswer)> answer)
        : engine(on), request(std::move(asked)), done(std::move(answer)) {}

    Engine& engine;
    const MessageRequest request;
    const std::function<void(CorrelationAnswer)> done;
    int searches = 0;
    // The subscriptions that are next; nothing: each has been sent the message.
    std::optional<SubscriptionCriteria> rest;

    std::mutex mutex;
    std::size_t missing = 0;  // answers of this wave
    std::vector<Correlated> correlated;
    std::optional<CorrelationAnswer> refusal;  // by a receiver; the others may take the message
    std::optional<CorrelationAnswer> trouble;  // nothing that a receiver is to blame for
};
using CorrelationPtr = std::shared_ptr<Correlation>;

void search(const CorrelationPtr& correlation);
void send_next_wave(const CorrelationPtr& correlation);

SubscriptionCriteria criteria_of(const MessageRequest& request) {
    SubscriptionCriteria criteria;
    criteria.message = request.message;
    criteria.business_key = request.business_key;
    criteria.process_instance = request.process_instance;
    criteria.process_variables = request.correlation_keys;
    criteria.local_variables = request.local_correlation_keys;
    criteria.tenant = request.tenant;
    criteria.without_tenant = request.without_tenant;
    return criteria;
}

void add_starts(Engine& engine, const MessageRequest& request, std::vector<Receiver>& receivers) {
    // Who names an instance or what its variables are does not mean a new one.
    const bool may_start =
        !request.process_instance && request.correlation_keys.empty() && request.local_correlation_keys.empty();
    if (!may_start) return;
    for (const MessageStart& start : engine.store().message_starts(request.message)) {
        if (request.tenant && (start.tenant.empty() || start.tenant != *request.tenant)) continue;
        if (request.without_tenant && !start.tenant.empty()) continue;
        const bpmn::DefinitionPtr definition = engine.definitions().load(start.definition);
        if (!definition) continue;  // deleted since
        const std::optional<bpmn::NodeIndex> node = definition->find_node(start.element);
        ENSURE(node.has_value());
        receivers.push_back({{}, {}, {}, start.definition, *node});
    }
}

// Who the message goes to next: up to a wave of subscriptions, and behind the last of them what it starts. Moves on
// in `rest`.
std::vector<Receiver> next_receivers(Engine& engine, const MessageRequest& request,
                                     std::optional<SubscriptionCriteria>& rest) {
    std::vector<Receiver> receivers;
    const std::size_t most = request.all ? wave : 2;
    std::vector<SubscriptionItem> found = engine.store().list(*rest, static_cast<std::int64_t>(most));
    for (const SubscriptionItem& item : found)
        receivers.push_back({item.row.key, item.row.origin.root, item.row.record.owner, {}, bpmn::none});
    if (request.all && found.size() == most) {
        if (!rest->up_to) {
            // Who waits again when the message has moved it on must not get it once more.
            SubscriptionCriteria last = *rest;
            last.backwards = true;
            for (const SubscriptionItem& item : engine.store().list(last, 1)) rest->up_to = position_of(item.row);
        }
        rest->after = position_of(found.back().row);
        return receivers;
    }
    rest.reset();
    if (request.all || receivers.empty()) add_starts(engine, request, receivers);
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
        // Of many receivers only what the answer tells of them is kept.
        const bool is_told = correlation.request.render || correlation.correlated.empty();
        if (correlation.request.all) done->variables.clear();
        if (is_told) correlation.correlated.push_back({receiver.is_start(), receiver.owner, std::move(*done)});
    } else if (auto* rejection = std::get_if<core::Rejection>(&answer)) {
        if (rejection->reason != core::Rejection::Reason::unknown_subscription &&
            rejection->reason != core::Rejection::Reason::unknown_definition)
            refuse(rejection->message, *rejection);
    } else if (auto* failure = std::get_if<core::Failure>(&answer)) {
        refuse(core::text_of(*failure), *failure);
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
    if (correlation->rest && !correlation->trouble)
        correlation->engine.executor().run([correlation] { send_next_wave(correlation); });
    else
        finish(correlation);
}

void send(const CorrelationPtr& correlation, const Receiver& receiver) {
    const MessageRequest& request = correlation->request;
    Submission submission{core::DeliverMessage{}, {}};
    if (receiver.is_start()) {
        core::StartProcess command{ActivityId{correlation->engine.ids().next()}, receiver.definition,
                                   receiver.start_node, request.business_key.value_or(""), request.variables};
        submission.root = command.id;
        submission.command = std::move(command);
    } else {
        submission.command = core::DeliverMessage{receiver.subscription, request.variables, request.local_variables};
        submission.root = receiver.root;
    }
    submission.want_variables = request.want_variables;
    submission.idempotency = request.idempotency;
    // Others may have the message by then: one of many is not turned away for want of room.
    submission.waits_for_scripts = request.all;
    if (request.render)
        submission.render = [correlation, receiver](const Done& done) {
            return correlation->request.render({receiver.is_start(), receiver.owner, done});
        };
    submission.done = [correlation, receiver](Answer answer) { take_answer(correlation, receiver, std::move(answer)); };
    correlation->engine.submit(std::move(submission));
}

void send_to(const CorrelationPtr& correlation, const std::vector<Receiver>& receivers) {
    correlation->missing = receivers.size();
    for (const Receiver& receiver : receivers) send(correlation, receiver);
}

// What `look` finds; nothing: it could not, and the client has been told.
template <class Look>
auto looked_up(const CorrelationPtr& correlation, Look look) -> std::optional<decltype(look())> {
    try {
        return look();
    } catch (const StoreUnavailable& error) {
        correlation->done(Unavailable{error.what()});
    } catch (const std::exception& error) {
        correlation->engine.warn(std::string("a message met an error of the engine: ") + error.what());
        correlation->done(InternalError{"The engine met an error of its own. Some receivers may have the message."});
    }
    return std::nullopt;
}

void send_next_wave(const CorrelationPtr& correlation) {
    const auto receivers = looked_up(
        correlation, [&] { return next_receivers(correlation->engine, correlation->request, correlation->rest); });
    if (!receivers) return;
    if (receivers->empty()) return finish(correlation);
    send_to(correlation, *receivers);
}

void search(const CorrelationPtr& correlation) {
    Engine& engine = correlation->engine;
    const MessageRequest& request = correlation->request;
    if (++correlation->searches > max_searches)
        return correlation->done(Unavailable{"Whoever waited for the message was gone each time when it arrived."});
    correlation->rest = criteria_of(request);
    std::optional<Answer> known;
    const auto receivers = looked_up(correlation, [&] {
        std::vector<Receiver> found = next_receivers(engine, request, correlation->rest);
        if (request.idempotency && found.size() != 1) known = engine.known_answer(*request.idempotency);
        return found;
    });
    if (!receivers) return;
    if (known && std::holds_alternative<KeyReused>(*known)) return correlation->done(KeyReused{});
    if (known) return correlation->done(std::get<AnsweredBefore>(std::move(*known)));
    if (receivers->empty() && !request.all) return correlation->done(NoReceiver{});
    if (receivers->empty()) return correlation->done(std::vector<Correlated>{});
    if (!request.all && receivers->size() > 1) return correlation->done(SeveralReceivers{receivers->size()});
    send_to(correlation, *receivers);
}

}  // namespace

void correlate(Engine& engine, MessageRequest request, std::function<void(CorrelationAnswer)> done) {
    search(std::make_shared<Correlation>(engine, std::move(request), std::move(done)));
}

}  // namespace pavane::engine
