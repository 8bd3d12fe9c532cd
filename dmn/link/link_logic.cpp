#include "dmn/link/linking.hpp"

namespace pavane::dmn {

using namespace document;

namespace {

// An expression that a file leaves out where one belongs is null, and reported.
Logic link_part(const Place& place, const ExpressionPointer& expression, const BoxedExpression& around,
                std::string_view part) {
    if (expression) return link_logic(place, *expression);
    place.report(Severity::error, "expression-missing",
                 "The " + place.title + " lacks an expression for its " + std::string(part) + ".", around.location);
    return {};
}

LogicPointer pointer(Logic logic) { return std::make_unique<const Logic>(std::move(logic)); }

TypedName typed_name(const Place& place, const InformationItem& item) {
    return {item.name, find_type(place, item.type, item.location)};
}

// The place with names added that arithmetic or a path could be mistaken for: they hold within one box only.
class Within {
  public:
    explicit Within(const Place& outer) : place_(outer) {}
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;

    void add(const std::string& name) {
        if (!has_operator(name)) return;
        if (place_.names != &names_) names_ = *place_.names;
        place_.names = &names_;
        names_.add(name);
    }
    const Place& place() const { return place_; }

  private:
    Place place_;
    KnownNames names_;
};

LiteralLogic link(const Place& place, const LiteralExpression& literal) {
    if (literal.imported_values)
        place.report(Severity::error, "imported-values",
                     "The " + place.title +
                         " takes its values from another file, which is not read; write the values "
                         "into the expression.",
                     literal.location);
    return {compile(place, literal)};
}

InvocationLogic link(const Place& place, const Invocation& invocation) {
    InvocationLogic linked;
    linked.function = pointer(link_part(place, invocation.function, invocation, "function"));
    for (const Binding& binding : invocation.bindings) {
        linked.names.push_back(binding.parameter.name);
        // A binding without an expression binds null (DMN 1.5 §7.3.6).
        Logic value = binding.value ? link_logic(place, *binding.value) : Logic{};
        if (value.type == nullptr) value.type = find_type(place, binding.parameter.type, binding.location);
        linked.arguments.push_back(std::move(value));
    }
    return linked;
}

ContextLogic link(const Place& place, const BoxedContext& context) {
    ContextLogic linked;
    for (const ContextEntry& entry : context.entries) {
        linked.names.push_back(entry.variable ? typed_name(place, *entry.variable) : TypedName{});
        linked.values.push_back(link_part(place, entry.value, context, "context entry"));
    }
    return linked;
}

ListLogic link(const Place& place, const BoxedList& list) {
    ListLogic linked;
    for (const Expression& item : list.items) linked.items.push_back(link_logic(place, item));
    return linked;
}

RelationLogic link(const Place& place, const Relation& relation) {
    RelationLogic linked;
    for (const InformationItem& column : relation.columns) linked.columns.push_back(typed_name(place, column));
    for (const BoxedList& row : relation.rows) {
        if (row.items.size() != relation.columns.size())
            place.report(Severity::error, "relation-uneven",
                         "A row of the relation of the " + place.title + " has " + std::to_string(row.items.size()) +
                             " cells, but there are " + std::to_string(relation.columns.size()) + " columns.",
                         row.location);
        linked.rows.push_back(link(place, row));
    }
    return linked;
}

FunctionLogic link(const Place& place, const FunctionDefinition& function) {
    FunctionLogic linked;
    Within within(place);
    linked.kind = function.kind;
    for (const InformationItem& parameter : function.parameters) {
        within.add(parameter.name);
        linked.names.push_back(parameter.name);
        linked.types.push_back(find_type(place, parameter.type, parameter.location));
    }
    if (function.kind == FunctionKind::feel)
        linked.body = pointer(link_part(within.place(), function.body, function, "function"));
    else
        place.report(Severity::warning, "function-external",
                     "The " + place.title +
                         " has a function in Java or PMML, which this engine does not run: calling "
                         "it gives null. Write it in FEEL.",
                     function.location);
    return linked;
}

ConditionalLogic link(const Place& place, const Conditional& conditional) {
    return {pointer(link_part(place, conditional.condition, conditional, "'if'")),
            pointer(link_part(place, conditional.then, conditional, "'then'")),
            pointer(link_part(place, conditional.otherwise, conditional, "'else'"))};
}

FilterLogic link(const Place& place, const Filter& filter) {
    return {pointer(link_part(place, filter.in, filter, "'in'")),
            pointer(link_part(place, filter.match, filter, "'match'"))};
}

IteratorLogic link(const Place& place, const Iterator& iterator) {
    Within within(place);
    within.add(iterator.variable);
    return {iterator.kind, iterator.variable, pointer(link_part(place, iterator.in, iterator, "'in'")),
            find_type(place, iterator.in_type, iterator.location),
            pointer(link_part(within.place(), iterator.body, iterator, "body"))};
}

TableLogic link(const Place& place, const DecisionTable& table) { return link_table(place, table); }

}  // namespace

Logic link_logic(const Place& place, const Expression& expression) {
    constexpr std::size_t nested_at_most = 32;
    Logic logic;
    const BoxedExpression& base = expression.base();
    if (place.linking.depth == nested_at_most) {
        place.report(Severity::error, "expression-too-deep",
                     "The boxed expressions of the " + place.title + " nest deeper than " +
                         std::to_string(nested_at_most) + "; take some of them out into decisions of their own.",
                     base.location);
        return logic;
    }
    ++place.linking.depth;
    logic.id = base.id;
    logic.type = find_type(place, base.type, base.location);
    std::visit([&](const auto& kind) { logic.kind = link(place, kind); }, expression.kind);
    --place.linking.depth;
    return logic;
}

}  // namespace pavane::dmn
