// Which words are elements of BPMN: one that is none has been misspelt, or made up.
#pragma once

#include "foundation/sorted_words.hpp"

namespace pavane::bpmn::parser {

const SortedWords& element_names();

// What stands in a file on its own, and is deployed or referred to by others.
const SortedWords& root_element_names();

// What may stand in a process or on its way and changes nothing of what it does.
const SortedWords& describing_element_names();

}  // namespace pavane::bpmn::parser
