// The methods that can be called on a value: one table per kind. Private to this folder.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "expression/juel/evaluation.hpp"

namespace pavane::expression::juel {

struct Method {
    std::string_view name;
    std::size_t least;  // arguments
    std::size_t most;
    // `base` is of the table's kind; there are `least` to `most` arguments.
    Outcome (*run)(const Value& base, std::span<const Value> arguments, Evaluation& evaluation);
};

std::span<const Method> string_methods();
std::span<const Method> pattern_methods();  // of strings: those that take a regular expression
std::span<const Method> list_methods();
std::span<const Method> map_methods();
std::span<const Method> number_methods();
std::span<const Method> boolean_methods();
std::span<const Method> date_methods();
std::span<const Method> json_methods();    // of Spin: a Json or Object document, or a part of one
std::span<const Method> xml_methods();     // of Spin: an Xml document
std::span<const Method> query_methods();   // of Spin: what xPath gives
std::span<const Method> common_methods();  // of every value but null

}  // namespace pavane::expression::juel
