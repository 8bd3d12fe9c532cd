// Functions that make one value of a list (DMN 1.5 §10.3.4.4): of a list, or of its members as arguments.
#include <algorithm>
#include <vector>

#include "expression/feel/builtins/arguments.hpp"
#include "expression/feel/values.hpp"

namespace pavane::expression::feel {
namespace {

using Members = std::span<const Value>;
using Number = std::optional<Decimal>;
using Operation = Number (*)(const Decimal&, const Decimal&);

Number plus(const Decimal& a, const Decimal& b) { return add(a, b); }
Number times(const Decimal& a, const Decimal& b) { return multiply(a, b); }

Number folded(std::span<const Decimal> numbers, Decimal start, Operation operation) {
    Number result = start;
    for (const Decimal& next : numbers) {
        result = operation(*result, next);
        if (!result) return std::nullopt;
    }
    return result;
}

Decimal size_of(std::span<const Decimal> numbers) { return Decimal(static_cast<std::int64_t>(numbers.size())); }

Number mean_of(std::span<const Decimal> numbers) {
    const Number total = folded(numbers, Decimal(), &plus);
    return total ? divide(*total, size_of(numbers)) : std::nullopt;
}

// Of a sample: divided by one less than there are numbers.
Number deviation_of(std::span<const Decimal> numbers) {
    const Number mean = mean_of(numbers);
    Number squares = Decimal();
    for (const Decimal& next : numbers) {
        const Number distance = mean ? subtract(next, *mean) : std::nullopt;
        const Number square = distance ? multiply(*distance, *distance) : std::nullopt;
        squares = square && squares ? add(*squares, *square) : std::nullopt;
    }
    const Number variance = squares ? divide(*squares, subtract(size_of(numbers), Decimal(1)).value()) : std::nullopt;
    return variance ? square_root(*variance) : std::nullopt;
}

Number sum_of(std::span<const Decimal> numbers) { return folded(numbers, Decimal(), &plus); }
Number product_of(std::span<const Decimal> numbers) { return folded(numbers, Decimal(1), &times); }

Number median_of(std::span<const Decimal> numbers) {
    std::vector<Decimal> sorted(numbers.begin(), numbers.end());
    std::ranges::sort(sorted);
    const Decimal& upper = sorted[sorted.size() / 2];
    if (sorted.size() % 2 == 1) return upper;
    const Number both = add(sorted[sorted.size() / 2 - 1], upper);
    return both ? divide(*both, Decimal(2)) : std::nullopt;
}

template <Number (*calculate)(std::span<const Decimal>), std::size_t least>
Computed calculated(Evaluation& evaluation, Members members) {
    const auto numbers = decimals(members);
    if (!numbers) return evaluation.null("a list of numbers holds something else");
    if (numbers->size() < least) return evaluation.null("the list has too few numbers");
    const Number result = calculate(*numbers);
    return result ? number(*result) : evaluation.null("the result is too large");
}

// Of no numbers there is none, which is no error.
Computed median(Evaluation& evaluation, Members members) {
    return members.empty() ? Value() : calculated<median_of, 1>(evaluation, members);
}

// All numbers that come most often, the least first.
Computed mode(Evaluation& evaluation, Members members) {
    auto numbers = decimals(members);
    if (!numbers) return evaluation.null("a list of numbers holds something else");
    std::ranges::sort(*numbers);
    List most;
    std::ptrdiff_t most_times = 1;
    for (auto at = numbers->begin(); at != numbers->end();) {
        const auto end = std::ranges::upper_bound(at, numbers->end(), *at);
        if (end - at > most_times) most.clear();
        if (end - at >= most_times) most.push_back(number(*at));
        most_times = std::max(most_times, end - at);
        at = end;
    }
    return evaluation.produced(std::move(most));
}

// The member before which, in that order, no other stands.
template <bool greatest>
Computed extreme(Evaluation& evaluation, Members members) {
    if (members.empty()) return Value();
    if (auto allowed = read_texts(evaluation, members); !allowed) return unexpected(allowed.error());
    const Value* found = &members.front();
    for (const Value& member : members) {
        const auto order = compare(member, *found);
        if (!order) return evaluation.null("a list holds values that have no order to each other");
        if (greatest ? *order > 0 : *order < 0) found = &member;
    }
    return canonical(*found);
}

// Three-valued: `settling` once is that result, and null otherwise makes it null.
template <bool settling>
Computed conclusion(Evaluation& evaluation, Members members) {
    bool is_settled = false;
    bool is_unknown = false;
    for (const Value& member : members) {
        if (member.is_null())
            is_unknown = true;
        else if (const bool* truth = member.boolean())
            is_settled = is_settled || *truth == settling;
        else
            return evaluation.null("a list of booleans holds something else");
    }
    if (is_settled) return Value(settling);
    return is_unknown ? Value() : Value(!settling);
}

Computed count(Evaluation&, Members members) { return Value(static_cast<std::int64_t>(members.size())); }

}  // namespace

std::vector<Builtin> aggregate_functions() {
    return {list_function<count>("count"),
            members_function<extreme<false>>("min"),
            members_function<extreme<true>>("max"),
            members_function<calculated<sum_of, 1>>("sum"),
            members_function<calculated<mean_of, 1>>("mean"),
            members_function<calculated<product_of, 1>>("product"),
            members_function<median>("median"),
            members_function<calculated<deviation_of, 2>>("stddev"),
            members_function<mode>("mode"),
            members_function<conclusion<false>>("all"),
            members_function<conclusion<true>>("any")};
}

}  // namespace pavane::expression::feel
