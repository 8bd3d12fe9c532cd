#include <array>

#include "expression/juel/coercion.hpp"
#include "expression/juel/json_path.hpp"
#include "expression/juel/methods.hpp"
#include "expression/text_cursor.hpp"

namespace pavane::expression::juel {
namespace {

using Arguments = std::span<const Value>;
using Kind = Value::Kind;

// What a document holds, or the value itself if it is a part of one.
Outcome node(const Value& base, Evaluation& evaluation) { return base.document() ? evaluation.content(base) : base; }

// A list or an object out of a document is a document again, so that it is stored and printed as JSON; scalars are
// plain.
Outcome part(const Value& of, const Value& member, Evaluation& evaluation) {
    return of.document() && (member.list() || member.context()) ? evaluation.json(member) : member;
}

tl::unexpected<Fault> wrong_kind(const Value& node, std::string_view expected) {
    return fault("the JSON value is " + described(node) + ", not " + std::string(expected));
}

// nullptr if the object has no such property.
Result<const Value*, Fault> find_property(const Value& node, std::string_view name, Evaluation& evaluation) {
    if (!node.context()) return wrong_kind(node, "an object");
    if (auto counted = evaluation.read_items(node.context()->entries().size()); !counted)
        return unexpected(counted.error());
    return node.context()->find(name);
}

Outcome property_of(const Value& node, std::string_view name, Evaluation& evaluation) {
    const auto found = find_property(node, name, evaluation);
    if (!found) return unexpected(found.error());
    return *found ? Outcome(**found) : fault("the JSON object has no property " + quoted(name));
}

Outcome prop(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto name = to_text(arguments[0], evaluation);
    if (!name) return unexpected(name.error());
    auto object = node(base, evaluation);
    if (!object) return object;
    auto found = property_of(*object, *name, evaluation);
    if (!found) return found;
    return part(base, *found, evaluation);
}

Outcome has_prop(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto name = to_text(arguments[0], evaluation);
    if (!name) return unexpected(name.error());
    auto object = node(base, evaluation);
    if (!object) return object;
    const auto found = find_property(*object, *name, evaluation);
    if (!found) return unexpected(found.error());
    return Value(*found != nullptr);
}

Outcome elements(const Value& base, Arguments, Evaluation& evaluation) {
    auto array = node(base, evaluation);
    if (!array) return array;
    if (!array->list()) return wrong_kind(*array, "an array");
    if (auto counted = evaluation.read_items(array->list()->size()); !counted) return unexpected(counted.error());
    List parts;
    for (const Value& item : *array->list()) {
        auto element = part(base, item, evaluation);
        if (!element) return element;
        parts.push_back(std::move(*element));
    }
    return Value(std::move(parts));
}

Outcome field_names(const Value& base, Arguments, Evaluation& evaluation) {
    auto object = node(base, evaluation);
    if (!object) return object;
    if (!object->context()) return wrong_kind(*object, "an object");
    if (auto counted = evaluation.read_items(object->context()->entries().size()); !counted)
        return unexpected(counted.error());
    List names;
    for (const auto& [name, value] : object->context()->entries()) names.emplace_back(name);
    return Value(std::move(names));
}

bool is_text(Kind kind) { return kind == Kind::string; }
bool is_numeric(Kind kind) { return kind == Kind::integer || kind == Kind::real; }
bool is_boolean(Kind kind) { return kind == Kind::boolean; }
bool is_array(Kind kind) { return kind == Kind::list; }
bool is_object(Kind kind) { return kind == Kind::context; }
bool is_null(Kind kind) { return kind == Kind::null; }
bool is_scalar(Kind kind) { return !is_array(kind) && !is_object(kind); }

template <bool (*holds)(Kind)>
Outcome asks(const Value& base, Arguments, Evaluation& evaluation) {
    auto value = node(base, evaluation);
    if (!value) return value;
    return Value(holds(value->kind()));
}

std::string_view kind_asked(bool (*holds)(Kind)) {
    if (holds(Kind::null)) return "a plain value";
    if (holds(Kind::string)) return "a string";
    return holds(Kind::integer) ? "a number" : "true or false";
}

template <bool (*holds)(Kind)>
Outcome scalar(const Value& base, Arguments, Evaluation& evaluation) {
    auto value = node(base, evaluation);
    if (!value || holds(value->kind())) return value;
    return wrong_kind(*value, kind_asked(holds));
}

// All elements of an array, if they are of that kind.
template <bool (*holds)(Kind)>
Outcome list_of(const Value& base, Arguments, Evaluation& evaluation) {
    auto array = node(base, evaluation);
    if (!array) return array;
    if (!array->list()) return wrong_kind(*array, "an array");
    if (auto counted = evaluation.read_items(array->list()->size()); !counted) return unexpected(counted.error());
    for (const Value& item : *array->list())
        if (!holds(item.kind())) return wrong_kind(item, kind_asked(holds));
    return array;
}

Outcome json_path(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto text = to_text(arguments[0], evaluation);
    if (!text) return unexpected(text.error());
    const auto path = read_json_path(*text);
    if (!path) return unexpected(path.error());
    auto root = node(base, evaluation);
    if (!root) return root;
    auto found = follow(*path, *root, evaluation);
    if (!found) return found;
    return part(base, *found, evaluation);
}

Outcome itself(const Value& base, Arguments, Evaluation&) { return base; }

constexpr std::array methods{Method{"prop", 1, 1, prop},
                             Method{"hasProp", 1, 1, has_prop},
                             Method{"elements", 0, 0, elements},
                             Method{"elementList", 0, 0, elements},
                             Method{"element", 0, 0, itself},
                             Method{"stringList", 0, 0, list_of<is_text>},
                             Method{"numberList", 0, 0, list_of<is_numeric>},
                             Method{"boolList", 0, 0, list_of<is_boolean>},
                             Method{"fieldNames", 0, 0, field_names},
                             Method{"jsonPath", 1, 1, json_path},
                             Method{"stringValue", 0, 0, scalar<is_text>},
                             Method{"numberValue", 0, 0, scalar<is_numeric>},
                             Method{"boolValue", 0, 0, scalar<is_boolean>},
                             Method{"value", 0, 0, scalar<is_scalar>},
                             Method{"isString", 0, 0, asks<is_text>},
                             Method{"isNumber", 0, 0, asks<is_numeric>},
                             Method{"isBoolean", 0, 0, asks<is_boolean>},
                             Method{"isArray", 0, 0, asks<is_array>},
                             Method{"isObject", 0, 0, asks<is_object>},
                             Method{"isNull", 0, 0, asks<is_null>},
                             Method{"isValue", 0, 0, asks<is_scalar>}};

}  // namespace

std::span<const Method> json_methods() { return methods; }

}  // namespace pavane::expression::juel
