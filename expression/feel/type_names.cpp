#include "expression/feel/types.hpp"
#include "foundation/utf8.hpp"

namespace pavane::expression::feel {
namespace {

using Kind = Type::Kind;

// A name is for a message.
constexpr std::size_t longest_name_bytes = 200;

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

void append_name(std::string& text, const Type& type);

void append_names(std::string& text, const std::vector<Type>& types, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        if (i != 0) text += ", ";
        append_name(text, types[i]);
    }
}

void append_members(std::string& text, const std::vector<TypeMember>& members) {
    text += "<";
    for (const TypeMember& member : members) {
        if (text.size() > longest_name_bytes) return;
        if (!text.ends_with('<')) text += ", ";
        text += member.name + ": ";
        append_name(text, member.type);
    }
    text += ">";
}

// Ends: only a type with a name may hold itself.
void append_name(std::string& text, const Type& type) {
    if (text.size() > longest_name_bytes) return;
    if (!type.name.empty()) {
        text += type.name;
    } else if (type.kind == Kind::named) {
        append_name(text, *type.target);
    } else {
        text += simple_name(type.kind);
        if (!type.members.empty()) append_members(text, type.members);
        if (type.inner.empty()) return;
        text += "<";
        append_names(text, type.inner, type.kind == Kind::function ? type.inner.size() - 1 : 1);
        text += ">";
        if (type.kind != Kind::function) return;
        text += " -> ";
        append_name(text, type.inner.back());
    }
}

}  // namespace

std::string name_of(const Type& type) {
    std::string name;
    append_name(name, type);
    return beginning_of(name, longest_name_bytes);
}

}  // namespace pavane::expression::feel
