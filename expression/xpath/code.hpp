// What XPath compiles to. Private to this folder.
#pragma once

#include <mutex>

#include "expression/xpath/library.hpp"
#include "expression/xpath/scan.hpp"

namespace pavane::expression::xpath {

struct Code final : Program {
    CompiledOwner compiled;
    Scan scan;
    // The library keeps in the compiled expression which functions it has looked up.
    mutable std::mutex mutex;
};

// The error has the column in characters.
Result<std::shared_ptr<const Code>, SyntaxError> compile(std::string_view text, PathsBegin paths_begin);

}  // namespace pavane::expression::xpath
