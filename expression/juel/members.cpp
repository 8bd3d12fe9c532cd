#include "expression/juel/members.hpp"

#include <optional>

#include "expression/juel/coercion.hpp"
#include "expression/juel/methods.hpp"

namespace pavane::expression::juel {
namespace {

std::span<const Method> methods_of(Value::Kind kind) {
    using Kind = Value::Kind;
    switch (kind) {
        case Kind::string:
            return string_methods();
        case Kind::list:
            return list_methods();
        case Kind::context:
            return map_methods();
        case Kind::integer:
        case Kind::real:
            return number_methods();
        case Kind::boolean:
            return boolean_methods();
        case Kind::date_time:
            return date_methods();
        case Kind::null:
        case Kind::bytes:
        case Kind::file:
        case Kind::document:
        case Kind::decimal:
        case Kind::date:
        case Kind::time:
        case Kind::years_months:
        case Kind::days_time:
        case Kind::range:
            break;
        case Kind::function:
            return query_methods();
    }
    return {};
}

const Method* find_in(std::span<const Method> methods, std::string_view name) {
    for (const Method& method : methods)
        if (method.name == name) return &method;
    return nullptr;
}

bool is_xml(const Value& value) { return value.document() && value.document()->format == Document::Format::xml; }

const Method* find_method(const Value& base, std::string_view name) {
    if (is_xml(base)) {
        const Method* xml = find_in(xml_methods(), name);
        return xml ? xml : find_in(common_methods(), name);
    }
    if (base.string())
        if (const Method* pattern = find_in(pattern_methods(), name)) return pattern;
    if (const Method* own = find_in(methods_of(base.kind()), name)) return own;
    if (const Method* json = find_in(json_methods(), name)) return json;
    return find_in(common_methods(), name);
}

// "getName" and "isName" are "name".
std::optional<std::string> getter_property(std::string_view method) {
    for (const std::string_view prefix : {"get", "is"}) {
        if (!method.starts_with(prefix) || method.size() == prefix.size()) continue;
        std::string name(method.substr(prefix.size()));
        if (name[0] < 'A' || name[0] > 'Z') continue;
        name[0] = static_cast<char>(name[0] - 'A' + 'a');
        return name;
    }
    return std::nullopt;
}

Outcome entry(const Context& context, std::string_view key, Evaluation& evaluation) {
    if (auto counted = evaluation.read_items(context.entries().size()); !counted) return unexpected(counted.error());
    const Value* found = context.find(key);
    return found ? *found : Value();
}

// Of Java's methods that change what they are called on.
std::string instead_of(std::string_view method) {
    for (const std::string_view changing : {"add", "addAll", "put", "putAll", "remove", "clear", "set", "sort"})
        if (method == changing)
            return ": an expression changes no value; let a script in JavaScript do it, and set the variable anew";
    return "";
}

Outcome run(const Method& method, const Value& base, std::span<const Value> arguments, Evaluation& evaluation) {
    if (arguments.size() < method.least || arguments.size() > method.most)
        return unknown_method("the method '" + std::string(method.name) + "' does not take " +
                              std::to_string(arguments.size()) + (arguments.size() == 1 ? " argument" : " arguments"));
    return method.run(base, arguments, evaluation);
}

}  // namespace

Outcome read_property(const Value& base, const std::string& name, Evaluation& evaluation) {
    if (base.is_null()) return Value();
    if (base.context()) return entry(*base.context(), name, evaluation);
    if (base.document()) {
        auto content = evaluation.content(base);
        if (!content) return content;
        return read_property(*content, name, evaluation);
    }
    std::string getter = "get" + name;
    if (getter.size() > 3 && getter[3] >= 'a' && getter[3] <= 'z') getter[3] = static_cast<char>(getter[3] - 'a' + 'A');
    const std::string question = "is" + getter.substr(3);
    for (const std::string& candidate : {getter, question}) {
        const Method* method = find_in(methods_of(base.kind()), candidate);
        if (method && method->least == 0) return method->run(base, {}, evaluation);
    }
    return unknown_property(described(base) + " has no property '" + name + "'");
}

Outcome read_index(const Value& base, const Value& index, Evaluation& evaluation) {
    if (base.is_null() || index.is_null()) return Value();
    if (base.document()) {
        auto content = evaluation.content(base);
        if (!content) return content;
        return read_index(*content, index, evaluation);
    }
    if (const List* list = base.list()) {
        const auto position = to_integer(index);
        if (!position) return unexpected(position.error());
        const bool is_inside = *position >= 0 && static_cast<std::size_t>(*position) < list->size();
        return is_inside ? (*list)[static_cast<std::size_t>(*position)] : Value();
    }
    const auto name = to_text(index, evaluation);
    if (!name) return unexpected(name.error());
    return read_property(base, *name, evaluation);
}

Outcome call_method(const Value& base, const std::string& name, std::span<const Value> arguments,
                    Evaluation& evaluation) {
    if (base.is_null()) {
        if (name == "isNull" && arguments.empty()) return Value(true);
        return unknown_method("the method '" + name + "' is called on null");
    }
    if (const Method* method = find_method(base, name)) return run(*method, base, arguments, evaluation);
    if (is_xml(base)) return unknown_method("an XML element has no method '" + name + "'");
    if (base.document()) {
        auto content = evaluation.content(base);
        if (!content) return content;
        return call_method(*content, name, arguments, evaluation);
    }
    if (base.context() && arguments.empty())
        if (const auto property = getter_property(name)) {
            if (auto counted = evaluation.read_items(base.context()->entries().size()); !counted)
                return unexpected(counted.error());
            if (const Value* found = base.context()->find(*property)) return *found;
            return unknown_method(described(base) + " has no method '" + name + "' and no member '" + *property + "'");
        }
    return unknown_method(described(base) + " has no method '" + name + "'" + instead_of(name));
}

}  // namespace pavane::expression::juel
