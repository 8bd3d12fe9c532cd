// The contract's words for what an activity instance is (REST contract §5 "History"): the element with its trigger.
#pragma once

#include <string>
#include <string_view>

#include "bpmn/model/definition.hpp"

namespace pavane::bpmn {

// `tag` is the element's name in the file.
std::string activity_type(std::string_view tag, const Kind& kind);

}  // namespace pavane::bpmn
