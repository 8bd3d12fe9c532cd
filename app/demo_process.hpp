// The process that './dev run' deploys, so that there is something to look at.
#pragma once

#include <string_view>

namespace pavane::app {

extern const std::string_view demo_process;  // a BPMN file with its diagram

}  // namespace pavane::app
