// What languages are called: in models, and in messages. A new name is a row of the table in language_names.cpp.
#pragma once

#include <optional>
#include <string_view>

#include "expression/evaluator.hpp"

namespace pavane::expression {

// The language of a scriptFormat: "javascript", "text/javascript", "ecmascript", "graal.js", "juel", "feel", "xpath"
// and the like, in any case; nothing for others (groovy, python ...).
std::optional<Language> script_language(std::string_view name);

// The language of an expression, which may be named by one of the many URIs: a word in it tells which.
std::optional<Language> expression_language(std::string_view name);

// "JavaScript", "JUEL" ...: for messages.
std::string_view name_of(Language language);

}  // namespace pavane::expression
