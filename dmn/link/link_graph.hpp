// The requirements graph: what each element needs, and its logic.
#pragma once

#include "dmn/link/linking.hpp"

namespace pavane::dmn {

// Every node of the file gets its type, its requirements and its logic. All nodes of all files exist.
void link_nodes(Linking& linking, File& file);

// A decision that needs itself cannot be evaluated: the requirement that closes the circle is reported and taken out,
// so that what is left is a graph without circles. Knowledge models may call themselves.
void refuse_circles(Linking& linking);

}  // namespace pavane::dmn
