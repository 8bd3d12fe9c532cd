#include "expression/feel/function.hpp"

#include "dmn/execution/graph.hpp"

namespace pavane::dmn {

namespace feel = expression::feel;
using feel::Computed;

namespace {

// A failure of another language within a function is what FEEL calls an error.
Computed computed(Execution& execution, Evaluated value) {
    if (value) return std::move(*value);
    if (value.error().limit) return unexpected(*value.error().limit);
    return execution.evaluation.null(value.error().message);
}

// Counts a call while it lives.
class Call {
  public:
    Call(feel::Evaluation& evaluation, std::string_view function)
        : evaluation_(evaluation), allowed_(evaluation.enter(function)) {}
    ~Call() {
        if (allowed_) evaluation_.leave();
    }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    const feel::Allowed& allowed() const { return allowed_; }

  private:
    feel::Evaluation& evaluation_;
    feel::Allowed allowed_;
};

// The arguments as values of their types; nothing, with a warning, if one is not.
Result<std::optional<expression::List>, LimitReached> typed_arguments(Execution& execution, std::string_view function,
                                                                      std::span<const std::string> names,
                                                                      std::span<const Type* const> types,
                                                                      std::span<const Value> arguments) {
    if (arguments.size() != names.size()) {
        execution.evaluation.null("'" + std::string(function) + "' takes " + std::to_string(names.size()) +
                                  " arguments, not " + std::to_string(arguments.size()) + ".");
        return std::nullopt;
    }
    expression::List converted;
    for (std::size_t at = 0; at < arguments.size(); ++at) {
        Evaluated value = typed(execution, arguments[at], types[at], "the parameter '" + names[at] + "'");
        if (!value) return unexpected(*value.error().limit);
        if (value->is_null() && !arguments[at].is_null()) return std::nullopt;
        converted.push_back(std::move(*value));
    }
    return std::optional(std::move(converted));
}

// A boxed function with what it saw where it was made, or the logic of a business knowledge model.
class LogicFunction : public feel::Callable, public std::enable_shared_from_this<LogicFunction> {
  public:
    LogicFunction(std::shared_ptr<const Model> model, const FunctionLogic& logic, const Type* result, const Node* node,
                  const Frame* frame)
        : model_(std::move(model)), logic_(logic), result_(result), node_(node) {
        if (frame == nullptr) return;
        for (auto& [name, value] : frame->captured()) captured_.emplace_back(std::string(name), std::move(value));
    }

    std::span<const std::string> parameters() const override { return logic_.names; }
    std::string_view name() const override { return node_ == nullptr ? std::string_view() : node_->name; }

    std::optional<Type> type() const override {
        Type type(Type::Kind::function);
        for (const Type* parameter : logic_.types) type.inner.push_back(parameter == nullptr ? Type() : *parameter);
        const Type* result = result_ != nullptr || !logic_.body ? result_ : logic_.body->type;
        type.inner.push_back(result == nullptr ? Type() : *result);
        return type;
    }

    Computed call(feel::Evaluation& evaluation, std::span<const Value> arguments) const override {
        Execution execution{model_, evaluation};
        if (logic_.kind != FunctionKind::feel)
            return evaluation.null("Functions in Java and PMML cannot be called here.");
        const Here here(evaluation, [this] {
            return node_ == nullptr ? std::string("function") : "business knowledge model '" + node_->name + "'";
        });
        const auto values = typed_arguments(execution, name(), logic_.names, logic_.types, arguments);
        if (!values) return unexpected(values.error());
        if (!*values) return Value();
        const Call call(evaluation, name());
        if (!call.allowed()) return unexpected(call.allowed().error());
        Frame outer(evaluation.scope().now());
        for (auto entry = captured_.rbegin(); entry != captured_.rend(); ++entry)
            outer.set(entry->first, entry->second);
        if (node_ != nullptr) {
            // A business knowledge model may call itself.
            outer.set(node_->variable, std::shared_ptr<const expression::Function>(shared_from_this()));
            add_requirements(execution, outer, *node_, [](std::size_t) { return Value(); });
        }
        Frame frame(outer, nullptr);
        for (std::size_t at = 0; at < (*values)->size(); ++at) frame.set(logic_.names[at], (**values)[at]);
        Evaluated value = evaluate(execution, *logic_.body, frame);
        if (value) value = typed(execution, std::move(*value), result_, "the function");
        return computed(execution, std::move(value));
    }

  private:
    std::shared_ptr<const Model> model_;
    const FunctionLogic& logic_;
    const Type* result_;
    const Node* node_;
    std::vector<std::pair<std::string, Value>> captured_;
};

class ServiceFunction : public feel::Callable {
  public:
    ServiceFunction(std::shared_ptr<const Model> model, std::size_t node)
        : model_(std::move(model)), node_(model_->nodes[node]) {
        for (const std::size_t parameter : node_.service.parameters) types_.push_back(model_->nodes[parameter].type);
    }

    std::span<const std::string> parameters() const override { return node_.service.names; }
    std::string_view name() const override { return node_.name; }

    std::optional<Type> type() const override {
        Type type(Type::Kind::function);
        for (const Type* parameter : types_) type.inner.push_back(parameter == nullptr ? Type() : *parameter);
        const Service& service = node_.service;
        const Type* result = node_.type;
        if (result == nullptr && service.outputs.size() == 1) result = model_->nodes[service.outputs[0]].type;
        type.inner.push_back(result == nullptr ? Type() : *result);
        return type;
    }

    Computed call(feel::Evaluation& evaluation, std::span<const Value> arguments) const override {
        Execution execution{model_, evaluation};
        const auto values = typed_arguments(execution, name(), node_.service.names, types_, arguments);
        if (!values) return unexpected(values.error());
        if (!*values) return Value();
        const Call call(evaluation, name());
        if (!call.allowed()) return unexpected(call.allowed().error());
        return computed(execution, evaluate_service(execution, node_, **values, nullptr));
    }

  private:
    std::shared_ptr<const Model> model_;
    const Node& node_;
    std::vector<const Type*> types_;
};

}  // namespace

Value function_value(Execution& execution, const FunctionLogic& function, const Type* result, const Frame& frame) {
    return std::shared_ptr<const expression::Function>(
        std::make_shared<LogicFunction>(execution.model, function, result, nullptr, &frame));
}

Value function_value(Execution& execution, std::size_t node) {
    const Node& required = execution.model->nodes[node];
    if (required.kind == NodeKind::service)
        return std::shared_ptr<const expression::Function>(std::make_shared<ServiceFunction>(execution.model, node));
    const FunctionLogic* function = std::get_if<FunctionLogic>(&required.logic.kind);
    if (function == nullptr)
        return execution.evaluation.null("The business knowledge model '" + required.name + "' has no logic.");
    return std::shared_ptr<const expression::Function>(
        std::make_shared<LogicFunction>(execution.model, *function, required.type, &required, nullptr));
}

}  // namespace pavane::dmn
