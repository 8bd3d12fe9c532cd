#include "dmn/model/rule_index.hpp"

#include <algorithm>

#include "expression/feel/values.hpp"

namespace pavane::dmn {

namespace feel = expression::feel;
using expression::Range;
using expression::Value;

namespace {

bool is_of_texts(const RuleIndex::Cell& cell) {
    return cell.kind == RuleIndex::Cell::Kind::ranges && cell.ranges.front().low.string() != nullptr;
}
bool is_of_numbers(const RuleIndex::Cell& cell) {
    return cell.kind == RuleIndex::Cell::Kind::ranges && cell.ranges.front().low.string() == nullptr;
}

bool is_less(const Value& a, const Value& b) { return feel::compare(a, b) == std::strong_ordering::less; }

void add(RuleIndex::Rules& rules, std::uint32_t rule) {
    if (rules.empty() || rules.back() != rule) rules.push_back(rule);
}

}  // namespace

RuleIndex::RuleIndex(std::span<const Cell> cells) {
    for (std::uint32_t rule = 0; rule < cells.size(); ++rule) {
        const Cell& cell = cells[rule];
        const bool is_asked = cell.kind == Cell::Kind::asked;
        if (!is_of_numbers(cell)) always_for_numbers_.push_back(rule);
        if (is_asked) numbers_say_nothing_else_ = false;
        // A comparison with a number complains of a text.
        if (!is_of_texts(cell)) always_for_texts_.push_back(rule);
        if (is_asked || is_of_numbers(cell)) texts_say_nothing_else_ = false;
        if (is_of_texts(cell))
            for (const Range& range : cell.ranges) add(by_text_[*range.low.string()], rule);
    }
    index_numbers(cells);
}

void RuleIndex::index_numbers(std::span<const Cell> cells) {
    for (const Cell& cell : cells)
        if (is_of_numbers(cell))
            for (const Range& range : cell.ranges)
                for (const Value* end : {&range.low, &range.high})
                    if (!end->is_null()) points_.push_back(*end);
    std::ranges::sort(points_, is_less);
    const auto same = std::ranges::unique(points_, [](const Value& a, const Value& b) { return !is_less(a, b); });
    points_.erase(same.begin(), same.end());
    by_segment_.resize(2 * points_.size() + 1);
    // Ranges that all lie within each other would take a table of the square of their number.
    const std::size_t most = 64 * cells.size();
    std::size_t entries = 0;
    for (std::uint32_t rule = 0; rule < cells.size(); ++rule) {
        if (!is_of_numbers(cells[rule])) continue;
        for (const Range& range : cells[rule].ranges) {
            const std::size_t first = range.low.is_null() ? 0 : segment_of(range.low) + (range.includes_low ? 0 : 1);
            const std::size_t end =
                range.high.is_null() ? by_segment_.size() : segment_of(range.high) + (range.includes_high ? 1 : 0);
            for (std::size_t segment = first; segment < end; ++segment) add(by_segment_[segment], rule);
            entries += end > first ? end - first : 0;
            if (entries > most) {
                points_.clear();
                by_segment_.clear();
                return;
            }
        }
    }
}

std::size_t RuleIndex::segment_of(const Value& number) const {
    const auto at = std::ranges::lower_bound(points_, number, is_less);
    const auto before = static_cast<std::size_t>(at - points_.begin());
    return 2 * before + (at != points_.end() && !is_less(number, *at) ? 1 : 0);
}

RuleIndex::Found RuleIndex::find(const Value& value) const {
    static const Rules none;
    if (const std::string* text = value.string(); text != nullptr && !by_text_.empty()) {
        const auto found = by_text_.find(*text);
        return {&always_for_texts_, found == by_text_.end() ? &none : &found->second, texts_say_nothing_else_};
    }
    const Value number = feel::canonical(value);
    if (feel::is_number(number) && !points_.empty())
        return {&always_for_numbers_, &by_segment_[segment_of(number)], numbers_say_nothing_else_};
    return {};
}

}  // namespace pavane::dmn
