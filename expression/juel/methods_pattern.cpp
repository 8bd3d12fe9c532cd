#include <array>

#include "expression/juel/coercion.hpp"
#include "expression/juel/methods.hpp"

namespace pavane::expression::juel {
namespace {

using Arguments = std::span<const Value>;

constexpr std::size_t most_parts = max_units / units_per_item;

struct Search {
    const std::string& text;
    Regex regex;
};

Result<Search, Fault> search(const Value& base, const Value& pattern, Evaluation& evaluation) {
    const auto text = to_text(pattern, evaluation);
    if (!text) return unexpected(text.error());
    if (auto read = evaluation.read_text(base.string()->size()); !read) return unexpected(read.error());
    auto regex = evaluation.regex(*text);
    if (!regex) return unexpected(regex.error());
    return Search{*base.string(), std::move(*regex)};
}

Outcome matches(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto found = search(base, arguments[0], evaluation);
    if (!found) return unexpected(found.error());
    auto result = found->regex.matches(found->text, evaluation.regex_budget());
    return result ? Outcome(Value(*result)) : fault(std::move(result.error()));
}

template <bool only_first>
Outcome replace(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto found = search(base, arguments[0], evaluation);
    if (!found) return unexpected(found.error());
    const auto replacement = to_text(arguments[1], evaluation);
    if (!replacement) return unexpected(replacement.error());
    RegexBudget& budget = evaluation.regex_budget();
    auto result = only_first ? found->regex.replace_first(found->text, *replacement, max_produced_bytes, budget)
                             : found->regex.replace(found->text, *replacement, max_produced_bytes, budget);
    return result ? evaluation.produced(std::move(*result)) : fault(std::move(result.error()));
}

// As Java: a limit above zero is the most parts there are; without one, or with zero, empty parts at the end are left
// out. A text without a separator is the only part.
Outcome split(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto found = search(base, arguments[0], evaluation);
    if (!found) return unexpected(found.error());
    const auto limit = arguments.size() == 2 ? to_integer(arguments[1]) : Result<std::int64_t, Fault>(0);
    if (!limit) return unexpected(limit.error());
    if (auto counted = evaluation.produce(found->text.size()); !counted) return unexpected(counted.error());
    RegexBudget& budget = evaluation.regex_budget();
    auto parts = *limit > 0 ? found->regex.split_off(found->text, static_cast<std::size_t>(*limit), budget)
                            : found->regex.split(found->text, most_parts, budget);
    if (!parts) return fault(std::move(parts.error()));
    if (auto counted = evaluation.read_items(parts->size()); !counted) return unexpected(counted.error());
    if (parts->size() == 1) return Value(List{base});
    while (*limit == 0 && !parts->empty() && parts->back().empty()) parts->pop_back();
    List list;
    for (std::string& part : *parts) list.emplace_back(std::move(part));
    return Value(std::move(list));
}

constexpr std::array methods{Method{"matches", 1, 1, matches}, Method{"replaceAll", 2, 2, replace<false>},
                             Method{"replaceFirst", 2, 2, replace<true>}, Method{"split", 1, 2, split}};

}  // namespace

std::span<const Method> pattern_methods() { return methods; }

}  // namespace pavane::expression::juel
