#include <algorithm>
#include <array>
#include <set>

#include "dmn/link/linking.hpp"
#include "expression/feel/evaluation.hpp"
#include "foundation/utf8.hpp"

namespace pavane::dmn {

using document::ItemDefinition;
using document::TypeReference;

namespace {

class NoScope : public expression::feel::Scope {
  public:
    std::optional<Value> variable(std::string_view) const override { return std::nullopt; }
    Instant now() const override { return {}; }
};

// Allowed values and type constraints: unary tests about the value.
class Tests : public expression::feel::Constraint {
  public:
    explicit Tests(std::shared_ptr<const expression::Program> program) : program_(std::move(program)) {}

    // What it cannot tell, it does not admit; the warning says so once, and not why.
    expression::feel::Fits admits(expression::feel::Evaluation& evaluation, const Value& value) const override {
        const NoScope nothing;
        const std::size_t warnings = evaluation.warnings().size();
        const expression::feel::Scope& outer = evaluation.exchange_scope(nothing);
        const auto outcome = evaluation.run(*program_, value);
        evaluation.exchange_scope(outer);
        evaluation.drop_warnings(warnings);
        if (!outcome) return unexpected(outcome.error());
        return outcome->boolean() != nullptr && *outcome->boolean();
    }

  private:
    std::shared_ptr<const expression::Program> program_;
};

ColumnType column_type(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, ColumnType>, 8> names{{{"integer", ColumnType::whole},
                                                                            {"long", ColumnType::whole},
                                                                            {"short", ColumnType::whole},
                                                                            {"double", ColumnType::real},
                                                                            {"float", ColumnType::real},
                                                                            {"boolean", ColumnType::boolean},
                                                                            {"string", ColumnType::string},
                                                                            {"date", ColumnType::date}}};
    const std::string lower = lower_case(name);
    for (const auto& [known, type] : names)
        if (known == lower) return type;
    return ColumnType::other;
}

// Camunda's older tables have other names for numbers, and names in whichever case.
const Type* type_by_another_name(std::string_view name) {
    static const Type number(Type::Kind::number);
    static const Type boolean(Type::Kind::boolean);
    static const Type string(Type::Kind::string);
    static const Type date(Type::Kind::date);
    switch (column_type(name)) {
        case ColumnType::whole:
        case ColumnType::real:
            return &number;
        case ColumnType::boolean:
            return &boolean;
        case ColumnType::string:
            return &string;
        case ColumnType::date:
            return &date;
        case ColumnType::other:
            break;
    }
    return nullptr;
}

Type named(const Type* target) {
    Type type(Type::Kind::named);
    type.target = target;
    return type;
}

std::string written(const File& file, const TypeReference& reference) {
    if (reference.namespace_uri.empty() || reference.namespace_uri == file.definitions.namespace_uri)
        return reference.name;
    const auto import = file.imports.find(reference.namespace_uri);
    return import == file.imports.end() ? reference.name : import->second + "." + reference.name;
}

Type type_of_name(const Place& place, const TypeReference& reference, Location location) {
    const Type* found = find_type(place, reference, location);
    return found == nullptr ? Type() : named(found);
}

Type build(const Place& place, const ItemDefinition& definition);

Type function_type(const Place& place, const document::FunctionItem& function) {
    Type type(Type::Kind::function);
    for (const document::InformationItem& parameter : function.parameters)
        type.inner.push_back(type_of_name(place, parameter.type, parameter.location));
    type.inner.push_back(type_of_name(place, function.output_type, function.location));
    return type;
}

void constrain(const Place& place, Type& type, const document::TextExpression& tests) {
    if (tests.empty()) return;
    const Code code = compile_unary_tests(place, tests);
    if (code.program) type.constraint = std::make_shared<Tests>(code.program);
}

Type build(const Place& place, const ItemDefinition& definition) {
    Type type;
    if (!definition.components.empty()) {
        type.kind = Type::Kind::context;
        for (const ItemDefinition& component : definition.components)
            type.members.push_back({component.name, build(place, component)});
    } else if (definition.function) {
        type = function_type(place, *definition.function);
    } else {
        type = type_of_name(place, definition.type, definition.location);
    }
    constrain(place, type, definition.allowed_values);
    if (definition.is_collection) {
        Type list(Type::Kind::list);
        list.inner.push_back(std::move(type));
        type = std::move(list);
    }
    constrain(place, type, definition.type_constraint);
    return type;
}

void add_component_names(KnownNames& names, const std::vector<ItemDefinition>& definitions) {
    for (const ItemDefinition& definition : definitions) {
        add_name(names, definition.name);
        add_component_names(names, definition.components);
    }
}

// A type that is nothing but itself, by whatever detours, would never end. `ending` grows by those that were seen to
// end, and by those that lead to such a type, which end when it is mended.
bool is_circular(const Type& type, std::set<const Type*>& ending) {
    std::vector<const Type*> chain;
    std::set<const Type*> seen;
    const Type* at = &type;
    for (; at->kind == Type::Kind::named && !ending.contains(at); at = at->target) {
        if (!seen.insert(at).second) break;
        chain.push_back(at);
    }
    if (seen.contains(at) && at == &type) return true;
    ending.insert(chain.begin(), std::ranges::find(chain, at));
    return false;
}

}  // namespace

const Type* TypeScope::find(std::string_view name) const {
    const auto found = types_.find(name);
    return found == types_.end() ? nullptr : found->second;
}

void TypeScope::add_all(std::string_view import_name, const TypeScope& imported) {
    for (const auto& [name, type] : imported.types_) {
        const std::string qualified = import_name.empty() ? name : std::string(import_name) + "." + name;
        types_.try_emplace(qualified, type);
    }
}

void make_types(Linking& linking, File& file) {
    for (const ItemDefinition& definition : file.definitions.item_definitions) {
        file.own_types.push_back(&linking.model.types.emplace_back());
        file.types->add(definition.name, file.own_types.back());
    }
    add_component_names(file.names, file.definitions.item_definitions);
}

void fill_types(Linking& linking, File& file) {
    const auto& definitions = file.definitions.item_definitions;
    for (std::size_t at = 0; at < definitions.size(); ++at) {
        const ItemDefinition& definition = definitions[at];
        const Place place{linking, file, definition.id.empty() ? definition.name : definition.id,
                          "item definition '" + definition.name + "'", &file.names};
        *file.own_types[at] = build(place, definition);
        file.own_types[at]->name = definition.name;
    }
    std::set<const Type*> ending;
    for (std::size_t at = 0; at < definitions.size(); ++at) {
        if (!is_circular(*file.own_types[at], ending)) continue;
        *file.own_types[at] = Type();
        Place{linking, file, definitions[at].id, "", &file.names}.report(
            Severity::error, "type-circular",
            "The item definition '" + definitions[at].name + "' is defined by itself; give it a type of its own.",
            definitions[at].location);
    }
}

ColumnType column_type(const TypeReference& reference) {
    return reference.namespace_uri.empty() ? column_type(std::string_view(reference.name)) : ColumnType::other;
}

const Type* find_type(const Place& place, const TypeReference& reference, Location location) {
    if (reference.empty()) return nullptr;
    const std::string name = written(place.file, reference);
    if (const Type* found = place.file.types->find(name)) return found;
    if (const Type* known = type_by_another_name(name)) return known;
    auto parsed = expression::feel::parse_type(name, place.file.types.get());
    if (parsed) {
        place.linking.model.types.push_back(std::move(*parsed));
        place.file.types->add(name, &place.linking.model.types.back());
        return &place.linking.model.types.back();
    }
    place.report(Severity::warning, "type-unknown",
                 "There is no type '" + beginning_of(name, most_shown_bytes) + "', which the " + place.title +
                     " names; its values are taken as they are. Define it as an item definition, or use one of FEEL's "
                     "types.",
                 location);
    return nullptr;
}

}  // namespace pavane::dmn
