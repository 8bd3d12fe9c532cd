#include "expression/feel/types.hpp"

#include <algorithm>

#include "expression/feel/function.hpp"
#include "expression/feel/temporal.hpp"
#include "expression/feel/values.hpp"

namespace pavane::expression::feel {
namespace {

using Kind = Type::Kind;

enum class Constraints : std::uint8_t { ignored, asked };

bool fits(const Value& value, const Type& type, bool null_conforms, Constraints constraints);

std::string_view simple_name(Kind kind) {
    switch (kind) {
        case Kind::null:
            return "Null";
        case Kind::boolean:
            return "boolean";
        case Kind::number:
            return "number";
        case Kind::string:
            return "string";
        case Kind::date:
            return "date";
        case Kind::time:
            return "time";
        case Kind::date_time:
            return "date and time";
        case Kind::years_months:
            return "years and months duration";
        case Kind::days_time:
            return "days and time duration";
        case Kind::list:
            return "list";
        case Kind::context:
            return "context";
        case Kind::range:
            return "range";
        case Kind::function:
            return "function";
        case Kind::any:
        case Kind::named:
            break;
    }
    return "Any";
}

std::string joined(const std::vector<Type>& types, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : ", ") + name_of(types[i]);
    return text;
}

bool fits_list(const Value& value, const Type& type, Constraints constraints) {
    const List* list = value.list();
    return list != nullptr && (type.inner.empty() || std::ranges::all_of(*list, [&](const Value& item) {
                                   return fits(item, type.inner.front(), true, constraints);
                               }));
}

bool fits_context(const Value& value, const Type& type, Constraints constraints) {
    const Context* context = value.context();
    return context != nullptr && std::ranges::all_of(type.members, [&](const TypeMember& member) {
               const Value* found = context->find(member.name);
               return found != nullptr && fits(*found, member.type, true, constraints);
           });
}

bool fits_range(const Value& value, const Type& type) {
    const Range* range = value.range();
    if (range == nullptr) return false;
    return type.inner.empty() || (fits(range->low, type.inner.front(), true, Constraints::ignored) &&
                                  fits(range->high, type.inner.front(), true, Constraints::ignored));
}

const Type& resolved(const Type& type) {
    const Type* end = &type;
    while (end->kind == Kind::named) end = end->target;
    return *end;
}

// Whether each value of type `narrow` is one of type `wide` (§10.3.2.9.1).
bool is_subtype(const Type& narrow_type, const Type& wide_type) {
    const Type& narrow = resolved(narrow_type);
    const Type& wide = resolved(wide_type);
    if (wide.kind == Kind::any || narrow.kind == Kind::null) return true;
    if (narrow.kind != wide.kind) return false;
    if (wide.kind == Kind::context)
        return std::ranges::all_of(wide.members, [&](const TypeMember& member) {
            const auto found = std::ranges::find(narrow.members, member.name, &TypeMember::name);
            return found != narrow.members.end() && is_subtype(found->type, member.type);
        });
    if (wide.inner.empty()) return true;
    if (narrow.inner.size() != wide.inner.size()) return narrow.inner.empty() && wide.inner.front().kind == Kind::any;
    if (wide.kind != Kind::function) return is_subtype(narrow.inner.front(), wide.inner.front());
    for (std::size_t i = 0; i + 1 < wide.inner.size(); ++i)
        if (!is_subtype(wide.inner[i], narrow.inner[i])) return false;
    return is_subtype(narrow.inner.back(), wide.inner.back());
}

// Where a function is given (constraints asked), one that does not say what it returns is taken at its parameters.
bool fits_function(const Value& value, const Type& type, Constraints constraints) {
    const Callable* function = callable(value);
    if (function == nullptr) return value.function() != nullptr && type.inner.empty();
    if (type.inner.empty()) return true;
    auto own = function->type();
    if (!own) return function->accepts(type.inner.size() - 1);
    if (constraints == Constraints::asked && !own->inner.empty() && resolved(own->inner.back()).kind == Kind::any)
        own->inner.back() = type.inner.back();
    return is_subtype(*own, type);
}

bool fits(const Value& value, const Type& type, bool null_conforms, Constraints constraints) {
    if (constraints == Constraints::asked && type.constraint && !value.is_null() && !type.constraint->admits(value))
        return false;
    if (type.kind == Kind::named) return fits(value, *type.target, null_conforms, constraints);
    if (value.is_null()) return null_conforms || type.kind == Kind::null;
    switch (type.kind) {
        case Kind::any:
            return true;
        case Kind::null:
            return false;
        case Kind::boolean:
            return value.boolean() != nullptr;
        case Kind::number:
            return is_number(value);
        case Kind::string:
            return value.string() != nullptr;
        case Kind::date:
            return value.date() != nullptr;
        case Kind::time:
            return value.time() != nullptr;
        case Kind::date_time:
            return value.date_time() != nullptr;
        case Kind::years_months:
            return value.years_months() != nullptr;
        case Kind::days_time:
            return value.days_time() != nullptr;
        case Kind::list:
            return fits_list(value, type, constraints);
        case Kind::context:
            return fits_context(value, type, constraints);
        case Kind::range:
            return fits_range(value, type);
        case Kind::function:
            return fits_function(value, type, constraints);
        case Kind::named:
            break;
    }
    return false;
}

}  // namespace

bool conforms(const Value& value, const Type& type, bool null_conforms) {
    return fits(value, type, null_conforms, Constraints::ignored);
}

Value converted(const Value& value, const Type& type) {
    if (fits(value, type, true, Constraints::asked)) return value;
    const Type& wanted = resolved(type);
    if (const List* list = value.list(); list != nullptr && list->size() == 1) {
        // One list at a time: [[10]] is no number.
        const Value& front = list->front();
        if (fits(front, type, true, Constraints::asked)) return front;
        Value element = front.list() == nullptr ? converted(front, type) : Value();
        if (!element.is_null()) return element;
    }
    if (wanted.kind == Kind::list && value.list() == nullptr) {
        const Value wrapped(List{value});
        if (fits(wrapped, type, true, Constraints::asked)) return wrapped;
    }
    if (wanted.kind == Kind::date_time && value.date() != nullptr) {
        const auto midnight = make_date_time(*value.date(), TimeOfDay{0, Zone::offset(0)});
        if (midnight && fits(Value(*midnight), type, true, Constraints::asked)) return Value(*midnight);
    }
    return Value();
}

std::string name_of(const Type& type) {
    if (type.kind == Kind::named) return name_of(*type.target);
    std::string name(simple_name(type.kind));
    if (type.kind == Kind::context && !type.members.empty()) {
        name += "<";
        for (const TypeMember& member : type.members)
            name += (name.ends_with('<') ? "" : ", ") + member.name + ": " + name_of(member.type);
        return name + ">";
    }
    if (type.inner.empty()) return name;
    if (type.kind != Kind::function) return name + "<" + name_of(type.inner.front()) + ">";
    return name + "<" + joined(type.inner, type.inner.size() - 1) + "> -> " + name_of(type.inner.back());
}

}  // namespace pavane::expression::feel
