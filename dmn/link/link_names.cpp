#include "dmn/link/linking.hpp"

namespace pavane::dmn {

using namespace document;

namespace {

void add(KnownNames& names, const ExpressionPointer& expression) {
    if (expression) add_logic_names(names, *expression);
}

void add_of(KnownNames&, const LiteralExpression&) {}

void add_of(KnownNames& names, const DecisionTable& table) {
    for (const OutputClause& output : table.outputs) add_name(names, output.name);
    for (const InputClause& input : table.inputs) add_name(names, camunda_attribute(input, "inputVariable"));
}

void add_of(KnownNames& names, const Invocation& invocation) {
    add(names, invocation.function);
    for (const Binding& binding : invocation.bindings) add(names, binding.value);
}

void add_of(KnownNames& names, const BoxedContext& context) {
    for (const ContextEntry& entry : context.entries) {
        if (entry.variable) add_name(names, entry.variable->name);
        add(names, entry.value);
    }
}

void add_of(KnownNames& names, const BoxedList& list) {
    for (const Expression& item : list.items) add_logic_names(names, item);
}

void add_of(KnownNames& names, const Relation& relation) {
    for (const InformationItem& column : relation.columns) add_name(names, column.name);
    for (const BoxedList& row : relation.rows) add_of(names, row);
}

void add_of(KnownNames& names, const FunctionDefinition& function) {
    for (const InformationItem& parameter : function.parameters)
        if (!has_operator(parameter.name)) add_name(names, parameter.name);
    add(names, function.body);
}

void add_of(KnownNames& names, const Conditional& conditional) {
    add(names, conditional.condition);
    add(names, conditional.then);
    add(names, conditional.otherwise);
}

void add_of(KnownNames& names, const Filter& filter) {
    add(names, filter.in);
    add(names, filter.match);
}

void add_of(KnownNames& names, const Iterator& iterator) {
    if (!has_operator(iterator.variable)) add_name(names, iterator.variable);
    add(names, iterator.in);
    add(names, iterator.body);
}

}  // namespace

void add_logic_names(KnownNames& names, const Expression& expression) {
    std::visit([&names](const auto& kind) { add_of(names, kind); }, expression.kind);
}

}  // namespace pavane::dmn
