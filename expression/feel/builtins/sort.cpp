// sort(list, precedes) (DMN 1.5 §10.3.4.8).
#include <algorithm>

#include "expression/feel/builtins/arguments.hpp"
#include "expression/feel/values.hpp"

namespace pavane::expression::feel {
namespace {

// Whether `a` comes before `b`; nothing if that cannot be told.
using Precedes = Result<std::optional<bool>, LimitReached>;

// The order that values have of themselves, or the one that a function says.
class Order {
  public:
    Order(Evaluation& evaluation, const Value* function) : evaluation_(evaluation), function_(function) {}

    Precedes precedes(const Value& a, const Value& b) {
        if (function_ == nullptr) {
            if (auto allowed = evaluation_.read_items(1); !allowed) return unexpected(allowed.error());
            if (auto allowed = read_texts(evaluation_, {&a, 1}); !allowed) return unexpected(allowed.error());
            const auto order = compare(a, b);
            return order ? std::optional(*order < 0) : std::nullopt;
        }
        const Computed result = evaluation_.call(*function_, std::array{a, b});
        if (!result) return unexpected(result.error());
        return result->boolean() != nullptr ? std::optional(*result->boolean()) : std::nullopt;
    }

  private:
    Evaluation& evaluation_;
    const Value* function_;
};

// Merges runs of `size` from one list into the other; false if the order of two members cannot be told. What a function
// says may contradict itself: the result is then in some order, but complete.
Result<bool, LimitReached> merge_runs(Order& order, const List& from, std::size_t size, List& into) {
    into.clear();
    for (std::size_t begin = 0; begin < from.size(); begin += 2 * size) {
        const std::size_t middle = std::min(begin + size, from.size());
        const std::size_t end = std::min(begin + 2 * size, from.size());
        std::size_t left = begin;
        std::size_t right = middle;
        while (left < middle && right < end) {
            const Precedes takes_right = order.precedes(from[right], from[left]);
            if (!takes_right) return unexpected(takes_right.error());
            if (!*takes_right) return false;
            into.push_back(**takes_right ? from[right++] : from[left++]);
        }
        while (left < middle) into.push_back(from[left++]);
        while (right < end) into.push_back(from[right++]);
    }
    return true;
}

Computed sort(Evaluation& evaluation, Arguments arguments) {
    Order order(evaluation, arguments.size() == 2 ? &arguments[1] : nullptr);
    List list = *arguments[0].list();
    List merged;
    merged.reserve(list.size());
    for (std::size_t size = 1; size < list.size(); size *= 2) {
        const auto is_ordered = merge_runs(order, list, size, merged);
        if (!is_ordered) return unexpected(is_ordered.error());
        if (!*is_ordered) return evaluation.null("sort cannot tell which of two values comes first");
        std::swap(list, merged);
    }
    return evaluation.produced(std::move(list));
}

}  // namespace

std::vector<Builtin> sort_functions() {
    return {{"sort", {{{{"list", kinds::list}, {"precedes", kinds::function, true}}, &sort}}}};
}

}  // namespace pavane::expression::feel
