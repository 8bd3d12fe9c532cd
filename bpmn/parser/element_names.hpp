// Which words are elements of BPMN: one that is none has been misspelt, or made up.
#pragma once

#include <string>
#include <string_view>

namespace pavane::bpmn::parser {

bool is_element_of_bpmn(std::string_view name);

// As did_you_mean (foundation/closest_word.hpp).
std::string did_you_mean_element(std::string_view name);

}  // namespace pavane::bpmn::parser
