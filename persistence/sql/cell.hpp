// One column's value on its way to or from a database: text, or nothing for SQL's null. Both databases take and give
// every type as text, so this is the only form values have here.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/ensure.hpp"
#include "foundation/instant.hpp"
#include "foundation/uuid.hpp"

namespace pavane::persistence {

using Cell = std::optional<std::string>;
using Cells = std::vector<Cell>;

Cell cell(const Uuid& id);  // the null id is SQL's null
Cell cell(std::int64_t value);
Cell cell(double value);  // the shortest text that reads back as the same number
inline Cell cell(std::int32_t value) { return cell(std::int64_t{value}); }
inline Cell cell(bool value) { return cell(std::int64_t{value ? 1 : 0}); }
inline Cell cell(Instant at) { return cell(static_cast<std::int64_t>(at.time_since_epoch().count())); }
inline Cell cell(Milliseconds length) { return cell(static_cast<std::int64_t>(length.count())); }
inline Cell cell(std::string text) { return Cell(std::move(text)); }
inline Cell cell(std::string_view text) { return Cell(std::string(text)); }
inline Cell cell(const char* text) { return Cell(std::string(text)); }
template <class Tag>
Cell cell(const Id<Tag>& id) {
    return cell(id.value);
}
template <class T>
Cell cell(const std::optional<T>& value) {
    return value ? cell(*value) : Cell();
}

std::string hex_of(std::string_view bytes);

// A cell is not what its column promises: somebody else has written there, or a disk has lost it. The message goes on
// behind "cannot be read: ".
class Unreadable : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// What the cell holds, named `what` where it holds nothing.
const std::string& required(const Cell& cell, std::string_view what);

// Reads a row's cells in order. Throws Unreadable.
class CellReader {
  public:
    explicit CellReader(const Cells& cells, std::size_t at = 0) : cells_(cells), at_(at) {}

    const Cell& next() {
        ENSURE(at_ < cells_.size());
        return cells_[at_++];
    }
    std::string text() { return next().value_or(std::string()); }
    Uuid uuid();  // null: the null id
    template <class I>
    I id() {
        return I{uuid()};
    }
    std::int64_t integer();
    std::int32_t integer32() { return static_cast<std::int32_t>(integer()); }
    bool boolean() { return integer() != 0; }
    Instant instant() { return Instant(Milliseconds(integer())); }
    std::string bytes();  // from hexadecimal text
    std::optional<std::string> optional_text() { return next(); }
    std::optional<Instant> optional_instant();
    std::optional<std::int32_t> optional_integer32();
    bool at_end() const { return at_ == cells_.size(); }
    std::size_t at() const { return at_; }
    const Cells& cells() const { return cells_; }
    void skip(std::size_t cells) { at_ += cells; }

  private:
    bool is_null() const {
        ENSURE(at_ < cells_.size());
        return !cells_[at_];
    }

    const Cells& cells_;
    std::size_t at_ = 0;
};

// The number written in `text`. Throws Unreadable where it is none.
std::int64_t to_integer(std::string_view text);
double to_real(std::string_view text);

}  // namespace pavane::persistence
