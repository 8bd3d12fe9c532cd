// The namespace by which an element is known to be BPMN 2.0's own.
#pragma once

#include <string_view>

namespace pavane::bpmn {

inline constexpr std::string_view model_namespace = "http://www.omg.org/spec/BPMN/20100524/MODEL";

}  // namespace pavane::bpmn
