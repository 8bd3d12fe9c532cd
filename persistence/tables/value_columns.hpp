// A variable's value as columns that queries can compare: numbers as numbers, texts as texts.
#pragma once

#include "expression/typed_value.hpp"
#include "persistence/tables/table.hpp"
#include "persistence/value_text.hpp"

namespace pavane::persistence {

// type (as the client gave it), kind (how it is held), then the content: see docs/tables.md.
const std::vector<Column>& value_columns();

void append_value(Cells& cells, const expression::TypedValue& value, const ValueText& text);
expression::TypedValue read_value(CellReader& cells, const ValueText& text);

}  // namespace pavane::persistence
