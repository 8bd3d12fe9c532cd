// The diagnostics of a BPMN model, under the names that this folder's neighbours use.
#pragma once

#include "foundation/diagnostic.hpp"

namespace pavane::bpmn {

using pavane::Diagnostic;
using pavane::Diagnostics;
using pavane::Location;
using pavane::Severity;

}  // namespace pavane::bpmn
