#include "expression/feel/function.hpp"

#include <algorithm>

namespace pavane::expression::feel {

Computed Callable::call_named(Evaluation& evaluation, std::span<const std::string> names,
                              std::span<const Value> arguments) const {
    const auto wanted = parameters();
    std::vector<Value> ordered(wanted.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto place = std::ranges::find(wanted, names[i]);
        if (place == wanted.end()) return evaluation.null("the function has no parameter '" + names[i] + "'");
        ordered[static_cast<std::size_t>(place - wanted.begin())] = arguments[i];
    }
    if (names.size() != wanted.size())
        return evaluation.null("the function takes " + std::to_string(wanted.size()) + " arguments, not " +
                               std::to_string(names.size()));
    return call(evaluation, ordered);
}

const Callable* callable(const Value& value) { return dynamic_cast<const Callable*>(value.function()); }

}  // namespace pavane::expression::feel
