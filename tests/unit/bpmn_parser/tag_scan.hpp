// Counts elements straight from a file's bytes, with nothing of the product: the other side of the count that the
// parser must reach.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace pavane::tests {

// How often each element of BPMN or its diagrams stands in the file, by local name. What is inside of extensions, of
// <documentation> and of elements of other namespaces is not counted, nor are the two containers of extensions
// themselves.
std::map<std::string, int> scan_tags(std::string_view bytes);

}  // namespace pavane::tests
