#include "expression/feel/types.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "expression/feel/evaluation.hpp"
#include "expression/feel/function.hpp"
#include "expression/feel/temporal.hpp"
#include "expression/feel/values.hpp"

namespace pavane::expression::feel {
namespace {

using Kind = Type::Kind;

const Type& resolved(const Type& type) {
    const Type* end = &type;
    while (end->kind == Kind::named) end = end->target;
    return *end;
}

// Whether each value of one type is one of another (§10.3.2.9.1). All that is asked must hold, and a pair that is met
// again holds if the others do: types may hold themselves.
class Subtypes {
  public:
    explicit Subtypes(Evaluation& evaluation) : evaluation_(evaluation) {}

    Fits is_subtype(const Type& narrow, const Type& wide) {
        ask(narrow, wide);
        while (!asked_.empty()) {
            const auto [next_narrow, next_wide] = asked_.back();
            asked_.pop_back();
            Fits holds = each(*next_narrow, *next_wide);
            if (!holds || !*holds) return holds;
        }
        return true;
    }

  private:
    using Pair = std::pair<const Type*, const Type*>;

    void ask(const Type& narrow, const Type& wide) {
        const Pair pair{&resolved(narrow), &resolved(wide)};
        if (met_.insert(pair).second) asked_.push_back(pair);
    }

    Fits each(const Type& narrow, const Type& wide) {
        if (auto allowed = evaluation_.step(); !allowed) return unexpected(allowed.error());
        if (wide.kind == Kind::any || narrow.kind == Kind::null) return true;
        if (narrow.kind != wide.kind) return false;
        if (wide.kind == Kind::context) return members(narrow, wide);
        if (wide.inner.empty()) return true;
        if (narrow.inner.size() != wide.inner.size())
            return narrow.inner.empty() && wide.inner.front().kind == Kind::any;
        const std::size_t parameters = wide.kind == Kind::function ? wide.inner.size() - 1 : 0;
        for (std::size_t i = 0; i < parameters; ++i) ask(wide.inner[i], narrow.inner[i]);
        ask(narrow.inner[parameters], wide.inner[parameters]);
        return true;
    }

    Fits members(const Type& narrow, const Type& wide) {
        for (const TypeMember& member : wide.members) {
            if (auto allowed = evaluation_.read_items(narrow.members.size() + 1); !allowed)
                return unexpected(allowed.error());
            const auto found = std::ranges::find(narrow.members, member.name, &TypeMember::name);
            if (found == narrow.members.end()) return false;
            ask(found->type, member.type);
        }
        return true;
    }

    Evaluation& evaluation_;
    std::vector<Pair> asked_;
    std::set<Pair> met_;
};

// Whether a value is of a type. How deep that goes is bounded by the value.
class Test {
  public:
    Test(Evaluation& evaluation, Constraints constraints) : evaluation_(evaluation), constraints_(constraints) {}

    Fits fits(const Value& value, const Type& declared, bool null_conforms);

  private:
    Fits admitted(const Value& value, const Type& type) {
        if (constraints_ == Constraints::ignored || !type.constraint || value.is_null()) return true;
        return type.constraint->admits(evaluation_, value);
    }
    Fits list(const Value& value, const Type& type);
    Fits context(const Value& value, const Type& type);
    Fits range(const Value& value, const Type& type);
    Fits function(const Value& value, const Type& type);

    Evaluation& evaluation_;
    Constraints constraints_;
};

Fits Test::list(const Value& value, const Type& type) {
    const List* list = value.list();
    if (list == nullptr || type.inner.empty()) return list != nullptr;
    if (auto allowed = evaluation_.read_items(list->size()); !allowed) return unexpected(allowed.error());
    for (const Value& item : *list)
        if (Fits item_fits = fits(item, type.inner.front(), true); !item_fits || !*item_fits) return item_fits;
    return true;
}

Fits Test::context(const Value& value, const Type& type) {
    const Context* context = value.context();
    if (context == nullptr) return false;
    for (const TypeMember& member : type.members) {
        if (auto allowed = evaluation_.read_text(context->entries().size()); !allowed)
            return unexpected(allowed.error());
        const Value* found = context->find(member.name);
        if (found == nullptr) return false;
        if (Fits member_fits = fits(*found, member.type, true); !member_fits || !*member_fits) return member_fits;
    }
    return true;
}

Fits Test::range(const Value& value, const Type& type) {
    const Range* range = value.range();
    if (range == nullptr || type.inner.empty()) return range != nullptr;
    Test ends(evaluation_, Constraints::ignored);
    Fits low_fits = ends.fits(range->low, type.inner.front(), true);
    return !low_fits || !*low_fits ? low_fits : ends.fits(range->high, type.inner.front(), true);
}

// Where a function is given (constraints asked), one that does not say what it returns is taken at its parameters.
Fits Test::function(const Value& value, const Type& type) {
    const Callable* function = callable(value);
    if (function == nullptr) return value.function() != nullptr && type.inner.empty();
    if (type.inner.empty()) return true;
    auto own = function->type();
    if (!own) return function->accepts(type.inner.size() - 1);
    if (constraints_ == Constraints::asked && !own->inner.empty() && resolved(own->inner.back()).kind == Kind::any)
        own->inner.back() = type.inner.back();
    return Subtypes(evaluation_).is_subtype(*own, type);
}

Fits Test::fits(const Value& value, const Type& declared, bool null_conforms) {
    const Type* named = &declared;
    for (; named->kind == Kind::named; named = named->target)
        if (Fits admits = admitted(value, *named); !admits || !*admits) return admits;
    const Type& type = *named;
    if (auto allowed = evaluation_.read_items(1); !allowed) return unexpected(allowed.error());
    if (Fits admits = admitted(value, type); !admits || !*admits) return admits;
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
            return list(value, type);
        case Kind::context:
            return context(value, type);
        case Kind::range:
            return range(value, type);
        case Kind::function:
            return function(value, type);
        case Kind::named:
            break;
    }
    return false;
}

// Of the values that the conversions allow the first that fits.
class Conversion {
  public:
    Conversion(Evaluation& evaluation, Constraints constraints) : test_(evaluation, constraints) {}

    Result<Value, LimitReached> converted(const Value& value, const Type& type) {
        if (fits(value, type)) return value;
        const Type& wanted = resolved(type);
        if (const List* list = value.list(); list != nullptr && list->size() == 1) {
            // One list at a time: [[10]] is no number.
            const Value& front = list->front();
            if (fits(front, type)) return front;
            auto element = front.list() == nullptr ? converted(front, type) : Value();
            if (!element || !element->is_null()) return element;
        }
        if (wanted.kind == Kind::list && value.list() == nullptr)
            if (Value wrapped(List{value}); fits(wrapped, type)) return wrapped;
        if (wanted.kind == Kind::date_time && value.date() != nullptr) {
            const auto midnight = make_date_time(*value.date(), TimeOfDay{0, Zone::offset(0)});
            if (midnight && fits(Value(*midnight), type)) return Value(*midnight);
        }
        if (limit_) return unexpected(*limit_);
        return Value();
    }

  private:
    // False after a limit, too, which is kept.
    bool fits(const Value& value, const Type& type) {
        if (limit_) return false;
        const Fits fits = test_.fits(value, type, true);
        if (!fits) limit_ = fits.error();
        return fits && *fits;
    }

    Test test_;
    std::optional<LimitReached> limit_;
};

}  // namespace

Fits conforms(Evaluation& evaluation, const Value& value, const Type& type, bool null_conforms) {
    return Test(evaluation, Constraints::ignored).fits(value, type, null_conforms);
}

Result<Value, LimitReached> converted(Evaluation& evaluation, const Value& value, const Type& type,
                                      Constraints constraints) {
    return Conversion(evaluation, constraints).converted(value, type);
}

}  // namespace pavane::expression::feel
