#include "expression/feel/iteration.hpp"

#include <limits>

#include "expression/feel/temporal.hpp"
#include "expression/feel/values.hpp"

namespace pavane::expression::feel {
namespace {

std::optional<Domain> steps(const Value& first, const Value& last) {
    Domain domain;
    std::int64_t end = 0;
    if (first.date() != nullptr && last.date() != nullptr) {
        domain.kind = Domain::Kind::days;
        domain.first = days_from(*first.date());
        end = days_from(*last.date());
    } else if (first.integer() != nullptr && last.integer() != nullptr) {
        domain.kind = Domain::Kind::numbers;
        domain.first = *first.integer();
        end = *last.integer();
    } else {
        return std::nullopt;
    }
    domain.step = domain.first <= end ? 1 : -1;
    const auto from = static_cast<std::uint64_t>(domain.first);
    const auto to = static_cast<std::uint64_t>(end);
    domain.size = domain.first <= end ? to - from : from - to;
    // The last of 2^64 values is left out: no evaluation takes so many steps.
    if (domain.size != std::numeric_limits<std::uint64_t>::max()) ++domain.size;
    return domain;
}

}  // namespace

Value Domain::at(std::uint64_t index) const {
    if (kind == Kind::values) return canonical((*list.list())[index]);
    const std::int64_t number = first + step * static_cast<std::int64_t>(index);
    return kind == Kind::numbers ? Value(number) : Value(date_from(number));
}

std::optional<Domain> domain_from_to(Evaluation& evaluation, const Value& first, const Value& last) {
    auto domain = steps(first, last);
    if (!domain) evaluation.null("'for' goes from one whole number or date to another");
    return domain;
}

std::optional<Domain> domain_of(Evaluation& evaluation, Value value) {
    if (value.is_null()) return std::nullopt;
    if (const Range* range = value.range()) {
        auto domain = steps(range->low, range->high);
        if (!domain) {
            evaluation.null("only a range of whole numbers or dates can be gone through");
            return std::nullopt;
        }
        if (!range->includes_low && domain->size > 0) domain->first += 1, --domain->size;
        if (!range->includes_high && domain->size > 0) --domain->size;
        return domain;
    }
    Domain domain;
    domain.list = value.list() != nullptr ? std::move(value) : Value(List{std::move(value)});
    domain.size = domain.list.list()->size();
    return domain;
}

}  // namespace pavane::expression::feel
