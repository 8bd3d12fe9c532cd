#include "expression/feel/typing.hpp"

#include <utility>

#include "expression/feel/typing_walk.hpp"

namespace pavane::expression::feel {
namespace {

using Kind = Type::Kind;

// A date stands for its midnight.
bool are_dates(Kind a, Kind b) {
    return (a == Kind::date || a == Kind::date_time) && (b == Kind::date || b == Kind::date_time);
}

Kind kind_of(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::boolean:
            return Kind::boolean;
        case Value::Kind::integer:
        case Value::Kind::real:
        case Value::Kind::decimal:
            return Kind::number;
        case Value::Kind::string:
            return Kind::string;
        case Value::Kind::date:
            return Kind::date;
        case Value::Kind::time:
            return Kind::time;
        case Value::Kind::date_time:
            return Kind::date_time;
        case Value::Kind::years_months:
            return Kind::years_months;
        case Value::Kind::days_time:
            return Kind::days_time;
        case Value::Kind::list:
            return Kind::list;
        case Value::Kind::context:
            return Kind::context;
        default:
            return Kind::any;
    }
}

}  // namespace

const Type& resolved(const Type& type) {
    const Type* at = &type;
    while (at->kind == Kind::named && at->target != nullptr) at = at->target;
    return *at;
}

Type pointed_at(const Type& type) {
    Type reference(Kind::named);
    reference.target = &type;
    return reference;
}

bool is_scalar(Type::Kind kind) {
    switch (kind) {
        case Kind::boolean:
        case Kind::number:
        case Kind::string:
        case Kind::date:
        case Kind::time:
        case Kind::date_time:
        case Kind::years_months:
        case Kind::days_time:
            return true;
        default:
            return false;
    }
}

Type merged(const Type& a, const Type& b) {
    return resolved(a).kind == resolved(b).kind ? Type(resolved(a).kind) : Type();
}

Type Walk::of(NodeIndex index) {
    const Node& node = code_.nodes[index];
    switch (node.op) {
        case Op::constant:
            return kind_of(code_.constants[node.a]);
        case Op::invalid:
            find(code_.names[node.a]);
            return {};
        case Op::local: {
            const auto known = slots_.find(node.a);
            return known == slots_.end() ? Type() : known->second;
        }
        case Op::global:
            return global(node);
        case Op::property:
            return property(node);
        case Op::filter:
            return filter(node);
        case Op::member_of_item:
            return member_of_item(node);
        case Op::list:
            return list(node);
        case Op::context:
            return context(node);
        case Op::choice:
            return choice(node);
        case Op::iteration:
        case Op::some:
        case Op::every:
            return iteration(node);
        case Op::function:
            return function(node);
        case Op::call:
            return call(node, 1);
        case Op::call_named:
            return call(node, 2);
        case Op::in:
            return membership(node);
        case Op::tests:
            return tests(node);
        default:
            return operation(node);
    }
}

Type Walk::operation(const Node& node) {
    switch (node.op) {
        case Op::range: {
            Type low = of(node.a);
            compare("a range goes from", low, of(node.b));
            Type range(Kind::range);
            range.inner.push_back(std::move(low));
            return kept(std::move(range));
        }
        case Op::test_as_value:
            of(node.a);
            return {};
        case Op::negate: {
            Type value = of(node.a);
            const Kind kind = resolved(value).kind;
            if (kind == Kind::string || kind == Kind::boolean || kind == Kind::list || kind == Kind::context)
                find("'-' does not take " + described(value));
            return value;
        }
        case Op::arithmetic:
            return arithmetic(node);
        case Op::conjunction:
            return junction(node, "and");
        case Op::disjunction:
            return junction(node, "or");
        case Op::between: {
            const Type value = of(node.a);
            compare("'between' compares", value, of(node.b));
            compare("'between' compares", value, of(node.c));
            return Kind::boolean;
        }
        case Op::instance_of:
            of(node.a);
            return Kind::boolean;
        case Op::equal:
        case Op::not_equal:
        case Op::less:
        case Op::less_or_equal:
        case Op::greater:
        case Op::greater_or_equal:
            return comparison(node);
        case Op::test_any:
            return Kind::boolean;
        default:
            return {};
    }
}

Type Walk::global(const Node& node) const {
    const Type* declared = names_.find(code_.names[node.a]);
    return declared == nullptr ? Type() : pointed_at(*declared);
}

namespace {

class NoNames final : public TypesOfNames {
  public:
    const Type* find(std::string_view) const override { return nullptr; }
};

ResultKind result_kind(Kind kind) {
    switch (kind) {
        case Kind::boolean:
            return ResultKind::boolean;
        case Kind::number:
            return ResultKind::number;
        case Kind::string:
            return ResultKind::text;
        case Kind::date:
        case Kind::date_time:
            return ResultKind::date;
        case Kind::years_months:
        case Kind::days_time:
            return ResultKind::duration;
        case Kind::list:
            return ResultKind::list;
        case Kind::context:
            return ResultKind::context;
        case Kind::time:
        case Kind::range:
        case Kind::function:
            return ResultKind::other;
        case Kind::any:
        case Kind::null:
        case Kind::named:
            break;
    }
    return ResultKind::unknown;
}

}  // namespace

Foretold Code::foretold() const {
    Typing typing = typing_of(*this, NoNames());
    return {result_kind(typing.kind), std::move(typing.findings)};
}

Typing typing_of(const Program& program, const TypesOfNames& names, const Type* input) {
    const auto& code = dynamic_cast<const Code&>(program);
    Notes notes;
    Walk walk(code, names, notes);
    if (code.is_tests && input != nullptr) walk.know(0, pointed_at(*input));
    const Kind kind = resolved(walk.of(code.root)).kind;
    return {kind, std::move(notes.findings)};
}

bool exclude_each_other(const Type& a, const Type& b) {
    const Kind one = resolved(a).kind;
    const Kind other = resolved(b).kind;
    return is_scalar(one) && is_scalar(other) && one != other && !are_dates(one, other);
}

std::string described(const Type& type) {
    const Type& known = resolved(type);
    switch (known.kind) {
        case Kind::any:
        case Kind::named:
            return "a value";
        case Kind::boolean:
            return "true or false";
        default: {
            const std::string name = name_of(Type(known.kind));
            return (name.front() == 'a' ? "an " : "a ") + name;
        }
    }
}

}  // namespace pavane::expression::feel
