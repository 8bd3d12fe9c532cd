// Which words are elements of BPMN: one that is none has been misspelt, or made up.
#pragma once

#include "foundation/sorted_words.hpp"

namespace pavane::bpmn::parser {

const SortedWords& element_names();

}  // namespace pavane::bpmn::parser
