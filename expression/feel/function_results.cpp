#include "expression/feel/function_results.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace pavane::expression::feel {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 24> boolean_names{
    "contains",    "starts with",   "ends with",  "matches",         "not",    "all",
    "any",         "list contains", "is",         "before",          "after",  "meets",
    "met by",      "overlaps",      "during",     "includes",        "starts", "finishes",
    "finished by", "overlapped by", "started by", "overlaps before", "even",   "odd"};
constexpr std::array<std::string_view, 20> number_names{
    "string length", "count", "sum",     "mean",     "median",      "stddev",      "product",
    "decimal",       "floor", "ceiling", "round up", "number",      "round down",  "round half up",
    "sqrt",          "log",   "exp",     "modulo",   "day of year", "week of year"};
constexpr std::array<std::string_view, 10> string_names{
    "substring", "upper case", "lower case",  "substring before", "substring after",
    "replace",   "string",     "string join", "day of week",      "month of year"};
constexpr std::array<std::string_view, 12> list_names{"append",  "concatenate", "split",   "distinct values",
                                                      "sort",    "reverse",     "flatten", "union",
                                                      "sublist", "index of",    "remove",  "insert before"};

bool holds(Names names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

}  // namespace

Type::Kind result_of_builtin(std::string_view name) {
    if (holds(boolean_names, name)) return Type::Kind::boolean;
    if (holds(number_names, name)) return Type::Kind::number;
    if (holds(string_names, name)) return Type::Kind::string;
    if (holds(list_names, name)) return Type::Kind::list;
    if (name == "date" || name == "today") return Type::Kind::date;
    if (name == "date and time" || name == "now") return Type::Kind::date_time;
    if (name == "time") return Type::Kind::time;
    return Type::Kind::any;
}

}  // namespace pavane::expression::feel
