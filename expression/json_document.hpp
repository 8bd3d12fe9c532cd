// Which documents of variables are JSON: every language that reads them asks here.
#pragma once

#include "expression/value.hpp"

namespace pavane::expression {

inline bool is_json(const Document& document) {
    return document.format == Document::Format::json ||
           (document.format == Document::Format::object && document.serialization_format == "application/json");
}

}  // namespace pavane::expression
