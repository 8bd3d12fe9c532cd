#include "dmn/link/check_types.hpp"

#include <utility>

#include "expression/feel/typing.hpp"
#include "foundation/utf8.hpp"

namespace pavane::dmn {

namespace feel = expression::feel;

namespace {

// The names of one box, before those of the box around it. A name that is known to hide an outer one, and whose type is
// not known, has none.
class Names final : public feel::TypesOfNames {
  public:
    explicit Names(const Names* outer = nullptr) : outer_(outer) {}

    void add(std::string_view name, const Type* type) { names_.emplace_back(name, type); }
    // Members of an item may hide any name.
    void hide_all() { outer_ = nullptr; }

    const Type* find(std::string_view name) const override {
        for (auto entry = names_.rbegin(); entry != names_.rend(); ++entry)
            if (entry->first == name) return entry->second;
        return outer_ == nullptr ? nullptr : outer_->find(name);
    }

  private:
    const Names* outer_;
    std::vector<std::pair<std::string_view, const Type*>> names_;
};

class Check {
  public:
    Check(Linking& linking, const Node& node) : linking_(linking), node_(node) {}

    // `wanted` is the type that the value must have, for a logic that declares none itself.
    void logic(const Logic& logic, const Names& names, const Type* wanted);

  private:
    void report(const Code& code, const std::string& what) {
        linking_.diagnostics.push_back({Severity::warning, "expression-gives-nothing",
                                        "In '" + node_.name + "', " + beginning_of(code.text, most_shown_bytes) +
                                            " can never give a value or match: " + what + ".",
                                        node_.id, node_.location});
    }
    Type::Kind expression(const Code& code, const Names& names, const Type* wanted);

    void box(const LiteralLogic& literal, const Names& names, const Type* wanted) {
        expression(literal.code, names, wanted);
    }
    void box(const TableLogic& table, const Names& names, const Type* wanted);
    void box(const InvocationLogic& invocation, const Names& names, const Type* wanted);
    void box(const ContextLogic& context, const Names& names, const Type* wanted);
    void box(const ListLogic& list, const Names& names, const Type* wanted);
    void box(const RelationLogic& relation, const Names& names, const Type* wanted);
    void box(const FunctionLogic& function, const Names& names, const Type* wanted);
    void box(const ConditionalLogic& conditional, const Names& names, const Type* wanted);
    void box(const FilterLogic& filter, const Names& names, const Type* wanted);
    void box(const IteratorLogic& iterator, const Names& names, const Type* wanted);
    void box(const std::monostate&, const Names&, const Type*) {}
    void part(const LogicPointer& part, const Names& names, const Type* wanted) {
        if (part) logic(*part, names, wanted);
    }

    Linking& linking_;
    const Node& node_;
};

Type::Kind Check::expression(const Code& code, const Names& names, const Type* wanted) {
    if (!code.program) return Type::Kind::any;
    const feel::Typing typing = feel::typing_of(*code.program, names);
    for (const std::string& finding : typing.findings) report(code, finding);
    if (wanted != nullptr && feel::exclude_each_other(typing.kind, *wanted))
        report(code, "it is " + feel::described(typing.kind) + ", but must be " + feel::described(*wanted));
    return typing.kind;
}

void Check::logic(const Logic& logic, const Names& names, const Type* wanted) {
    const Type* type = logic.type == nullptr ? wanted : logic.type;
    std::visit([&](const auto& kind) { box(kind, names, type); }, logic.kind);
}

void Check::box(const TableLogic& table, const Names& names, const Type*) {
    std::vector<Type> found;
    for (const TableInput& input : table.inputs) found.emplace_back(expression(input.code, names, input.type));
    for (const TableRule& rule : table.rules) {
        for (std::size_t at = 0; at < rule.inputs.size(); ++at) {
            const Code& cell = rule.inputs[at];
            if (!cell.program) continue;
            Names seen(&names);
            if (!table.inputs[at].variable.empty()) seen.add(table.inputs[at].variable, table.inputs[at].type);
            const Type* input = table.inputs[at].type == nullptr ? &found[at] : table.inputs[at].type;
            for (const std::string& finding : feel::typing_of(*cell.program, seen, input).findings)
                report(cell, finding);
        }
        for (std::size_t at = 0; at < rule.outputs.size(); ++at)
            expression(rule.outputs[at], names, table.outputs[at].type);
    }
    for (const TableOutput& output : table.outputs)
        if (output.default_value) expression(*output.default_value, names, output.type);
}

void Check::box(const InvocationLogic& invocation, const Names& names, const Type*) {
    part(invocation.function, names, nullptr);
    for (const Logic& argument : invocation.arguments) logic(argument, names, nullptr);
}

void Check::box(const ContextLogic& context, const Names& names, const Type* wanted) {
    Names inner(&names);
    for (std::size_t at = 0; at < context.values.size(); ++at) {
        const TypedName& name = context.names[at];
        logic(context.values[at], inner, name.name.empty() ? wanted : name.type);
        if (!name.name.empty()) inner.add(name.name, name.type);
    }
}

void Check::box(const ListLogic& list, const Names& names, const Type*) {
    for (const Logic& item : list.items) logic(item, names, nullptr);
}

void Check::box(const RelationLogic& relation, const Names& names, const Type*) {
    for (const ListLogic& row : relation.rows)
        for (std::size_t at = 0; at < row.items.size() && at < relation.columns.size(); ++at)
            logic(row.items[at], names, relation.columns[at].type);
}

void Check::box(const FunctionLogic& function, const Names& names, const Type*) {
    Names inner(&names);
    for (std::size_t at = 0; at < function.names.size(); ++at) inner.add(function.names[at], function.types[at]);
    part(function.body, inner, nullptr);
}

void Check::box(const ConditionalLogic& conditional, const Names& names, const Type* wanted) {
    static const Type truth(Type::Kind::boolean);
    part(conditional.condition, names, &truth);
    part(conditional.then, names, wanted);
    part(conditional.otherwise, names, wanted);
}

void Check::box(const FilterLogic& filter, const Names& names, const Type*) {
    part(filter.in, names, nullptr);
    Names inner(&names);
    inner.hide_all();
    part(filter.match, inner, nullptr);
}

void Check::box(const IteratorLogic& iterator, const Names& names, const Type*) {
    part(iterator.in, names, iterator.in_type);
    Names inner(&names);
    inner.add(iterator.variable, nullptr);
    inner.add("partial", nullptr);
    part(iterator.body, inner, nullptr);
}

}  // namespace

void check_types(Linking& linking) {
    for (const Node& node : linking.model.nodes) {
        Names names;
        for (const Requirement& requirement : node.requirements) {
            const Node& required = linking.model.nodes[requirement.node];
            const bool is_value = required.kind == NodeKind::input || required.kind == NodeKind::decision;
            if (is_value && requirement.import_name.empty()) names.add(required.variable, required.type);
        }
        Check(linking, node).logic(node.logic, names, node.kind == NodeKind::decision ? node.type : nullptr);
    }
}

}  // namespace pavane::dmn
