// What may be the name of something in XML.
#pragma once

#include <string_view>

namespace pavane::xml {

// Namespaces in XML 1.0: a name without colon, as ids are. `text` is UTF-8.
bool is_ncname(std::string_view text);

}  // namespace pavane::xml
