// The rules of a decision table that a value can match, found by the cells of one column: those whose cell is numbers,
// ranges of numbers or strings are left out where the value is another one. What is left out would not have matched,
// and would have said nothing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "expression/value.hpp"

namespace pavane::dmn {

class RuleIndex {
  public:
    using Rules = std::vector<std::uint32_t>;  // in the order of the table

    // What a cell says: it matches everything, is these ranges (of numbers, or of strings: see feel/simple_tests.hpp),
    // or must be asked.
    struct Cell {
        enum class Kind : std::uint8_t { everything, ranges, asked };
        Kind kind = Kind::everything;
        std::vector<expression::Range> ranges;
    };
    explicit RuleIndex(std::span<const Cell> cells);

    // Rules that always are candidates, and those that are for this value; null: all are, for nothing is known.
    struct Found {
        const Rules* always = nullptr;
        const Rules* matching = nullptr;
        bool says_nothing_else = false;  // no cell of the column needs to be asked to tell that there are no others

        std::size_t size() const { return always->size() + matching->size(); }
    };
    Found find(const expression::Value& value) const;

    // Whether it leaves out anything at all.
    bool is_useful() const { return !points_.empty() || !by_text_.empty(); }

  private:
    void index_numbers(std::span<const Cell> cells);
    std::size_t segment_of(const expression::Value& number) const;

    // The points cut the numbers into segments: before the first, the first itself, between it and the second, ...
    std::vector<expression::Value> points_;
    std::vector<Rules> by_segment_;
    Rules always_for_numbers_;
    std::unordered_map<std::string, Rules> by_text_;
    Rules always_for_texts_;
    bool numbers_say_nothing_else_ = true;
    bool texts_say_nothing_else_ = true;
};

}  // namespace pavane::dmn
